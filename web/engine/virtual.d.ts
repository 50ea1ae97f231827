/* Made by web/build.ts from build/web/kizuna.wasm. */
declare module 'virtual:kizuna-wasm' {
    const base64: string;
    export default base64;
}
