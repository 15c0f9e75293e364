import { hash } from 'node:crypto';
import { VERSION } from '../../core/plimsoll-version.ts';
import type { Report } from '../../core/report.ts';
import { findingCounts } from '../shown/verdict.ts';
import { MARK_ADDRESS, mark } from './mark.ts';
import { html, inlineSource, type Markup, nothing } from './markup.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { verdictTitle } from './verdict.ts';

/** Nothing is loaded, and no other script or style than ours has its hash: what were injected could not run. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src ${sourceHash(SCRIPT)}`,
  `style-src ${sourceHash(STYLE)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole page around its sections. */
export function page(report: Report, main: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="plimsoll ${VERSION}">
<title>${verdictTitle(report)}: ${findingCounts(report)} · Plimsoll</title>
<link rel="icon" href="${MARK_ADDRESS}">
<style>${inlineSource(STYLE)}</style>
<script>${inlineSource(SCRIPT)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header><p class="brand">${mark}<strong>Plimsoll</strong> <span class="faint">${report.command} · ${timeText(report.time)}</span></p><nav aria-label="Sections">${links(report)}</nav><button type="button" id="theme" hidden>Dark theme</button></header>
<main id="main" tabindex="-1">
${main}</main>
<footer><p>Plimsoll ${VERSION} · <code>plimsoll ${report.command}</code> at <time datetime="${report.time.toISOString()}">${timeText(report.time)}</time>. Credentials in excerpts are masked. This page loads nothing from anywhere.</p></footer>
</body>
</html>
`;
}

function links({ findings, rules }: Report): readonly Markup[] {
  return [
    html`<a href="#summary">Summary</a> `,
    findings.some(({ vulnerability }) => vulnerability !== undefined)
      ? html`<a href="#vulnerabilities">Vulnerabilities</a> `
      : nothing,
    findings.length === 0 ? nothing : html`<a href="#workloads">Workloads</a> `,
    rules.every(({ standards }) => standards.length === 0) ? nothing : html`<a href="#standards">Standards</a> `,
    rules.length === 0 ? nothing : html`<a href="#rules">Rules</a>`,
  ];
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function sourceHash(source: string): string {
  return `'sha256-${hash('sha256', source, 'base64')}'`;
}
