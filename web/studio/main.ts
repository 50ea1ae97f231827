/* SPDX-License-Identifier: MIT */
import { mount } from 'svelte';
import './style/paper.css';
import Studio from './Studio.svelte';

const target = document.getElementById('studio');
if (target) mount(Studio, { target });
