// SPDX-License-Identifier: MIT
//
// world: the document that `kizuna export web` puts into the page: ../README.md.

export interface World {
    name: string;
    files: Record<string, string>;
}

/** Null in a page that nobody filled. */
export function carriedWorld(from: Document): World | null {
    const text = from.getElementById('kizuna-world')?.textContent;
    return text ? (JSON.parse(text) as World) : null;
}
