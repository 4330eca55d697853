/**
 * A PostCSS plugin for the build: takes @font-face rules and the Frutiger family out of nhsuk-frontend's compiled
 * styles, and the images that this service does not carry. Frutiger is licensed for NHS identity only and its files
 * would come from another host; setting another family in app.css is not enough, because a browser asks for a font
 * as soon as one element needed it before our own styles arrived.
 */
export function withoutWebFonts() {
  return {
    postcssPlugin: "dovetail-without-web-fonts",
    // Once, and not per node: Vite looks for the addresses of images in its own Once, right after.
    Once(root) {
      root.walkAtRules((rule) => {
        // "screen\\0" is a hack for Internet Explorer that esbuild's minifier stumbles over.
        if (rule.name === "font-face" || rule.params.includes("\\0")) rule.remove();
      });
      root.walkDecls((declaration) => {
        if (declaration.value.includes("url(/assets/images/")) declaration.remove();
        else if (declaration.value.includes("Frutiger W01")) {
          declaration.value =
            declaration.value.replace(/["']?Frutiger W01["']?,?\s*/g, "") || "arial, sans-serif";
        }
      });
    },
  };
}
withoutWebFonts.postcss = true;
