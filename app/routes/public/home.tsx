export default function Home() {
  return <h1>Dovetail</h1>;
}
