/* Made by web/vite.config.ts from build/web/kizuna.wasm.gz. */
declare module 'virtual:kizuna-wasm' {
    const base64: string;
    export default base64;
}
