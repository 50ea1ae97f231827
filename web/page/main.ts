// SPDX-License-Identifier: MIT
//
// main: puts the story that this page carries on the page.

import { mount } from 'svelte';
import './page.css';
import StoryPage from './StoryPage.svelte';
import { carriedWorld } from './world';

mount(StoryPage, {
    target: document.getElementById('page') as HTMLElement,
    props: { world: carriedWorld(document) },
});
