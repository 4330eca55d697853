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
      <path fill="currentcolor" d="M4 4h16.5v6.2l8.5-3v14.6l-8.5-3v10.4l8.5-3v14.6l-8.5-3V44H4z" />
      <path
        fill="currentcolor"
        fillOpacity="0.55"
        d="M44 4H23.5v1.9L32 3v23l-8.5-3v2L32 22v23l-8.5-3v2H44z"
      />
    </svg>
  );
}
