// SPDX-License-Identifier: MIT
//
// keep: a text to the reader's own disk. Nothing is kept anywhere else.

export function keepAs(name: string, text: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** `On Sacred Ground` becomes `on_sacred_ground`. */
export function fileNameOf(title: string): string {
    const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
    return plain.replace(/^_+|_+$/g, '') || 'story';
}
