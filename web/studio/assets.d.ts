/* A world's text, built into the page. */
declare module '*.kiz?raw' {
    const text: string;
    export default text;
}
