/* SPDX-License-Identifier: MIT
 *
 * light: dark or light: as the system has it, until somebody turns it.
 */
class Light {
    now = $state<'light' | 'dark'>('light');

    constructor() {
        const system = matchMedia('(prefers-color-scheme: dark)');
        this.#put(system.matches ? 'dark' : 'light');
        system.addEventListener('change', () => this.#put(system.matches ? 'dark' : 'light'));
    }

    #put(next: 'light' | 'dark'): void {
        this.now = next;
        document.documentElement.dataset['light'] = next;
    }

    turn(): void {
        this.#put(this.now === 'dark' ? 'light' : 'dark');
    }
}

export const light = new Light();
