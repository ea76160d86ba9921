/**
 * The files needed to typeset PDFs (Typst) and render pictures (resvg), with the fonts of both, by their location in
 * the packages. `infra/paper.ts` places them beside the bundle.
 */
export const typesettingFiles = {
  compiler: "@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm",
  painter: "@resvg/resvg-wasm/index_bg.wasm",
  fonts: [
    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
    "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
    "@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
    "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
  ],
} as const;
