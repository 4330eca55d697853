/**
 * The mark: two boards whose tails and pins interlock, as in a dovetail joint. Drawn with presentation attributes
 * only, because the content security policy forbids inline styles. Decorative: the name stands beside it.
 */
export function DovetailMark({ size = 40 }: { size?: number }) {
  return (
    <svg
      className="dt-mark"
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 48 48"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentcolor" d="M4 6h16v11l13-5v24l-13-5v11H4z" />
      <path fill="currentcolor" fillOpacity="0.6" d="M44 6H23v7l13-5v32l-13-5v7h21z" />
    </svg>
  );
}
