/** The page's style. Every pair of colours has a contrast of 4.5 or more, in both themes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f6f8, #0f151b);
  --card: light-dark(#ffffff, #161e26);
  --sunk: light-dark(#f1f4f7, #0c1116);
  --line: light-dark(#d5dce3, #2c3843);
  --edge: light-dark(#75818d, #71808d);
  --text: light-dark(#16202a, #e4eaf0);
  --faint: light-dark(#52606d, #9fb0bf);
  --link: light-dark(#0b5394, #8dc1f0);
  --bad: light-dark(#9b1c1c, #ffa5a5);
  --bad-back: light-dark(#fdebeb, #3a191c);
  --doubt: light-dark(#774700, #f3c474);
  --doubt-back: light-dark(#fdf2d8, #33270f);
  --good: light-dark(#175c33, #8bd8a8);
  --good-back: light-dark(#e3f3e9, #12301f);
  --calm: light-dark(#31506b, #a6c8e4);
  --calm-back: light-dark(#e8eff5, #192b3a);
  --mark: light-dark(#fff1b8, #46390f);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 var(--sans); overflow-wrap: anywhere; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; padding-top: .6rem; padding-bottom: .6rem; }
header p { margin: 0; }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
header button { margin-left: auto; }
footer { padding-top: 1.5rem; padding-bottom: 2rem; color: var(--faint); font-size: .85rem; }
.brand { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; }
.mark { width: 2rem; height: 1.5rem; color: var(--link); }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
h1 { font-size: 2rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: .85rem; margin: .75rem 0 .25rem; color: var(--faint); font-weight: 600; }
summary h2, summary h3 { display: inline; margin: 0; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
code, pre, kbd, .digest { font-family: var(--mono); font-size: .87em; }
kbd { border: 1px solid var(--edge); border-radius: 3px; padding: 0 .3em; }
.faint { color: var(--faint); }
.unseen, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { display: inline-block; padding: .5rem 1rem; background: var(--card); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.verdict { border: 1px solid var(--line); border-left: 6px solid; border-radius: 8px; padding: 1.1rem 1.4rem; margin: .5rem 0 1rem; }
.verdict p { color: var(--text); max-width: 80ch; margin-bottom: 0; }
.verdict .lead { max-width: none; font-size: 1.1rem; font-weight: 600; }
.bad { color: var(--bad); background: var(--bad-back); }
.doubt { color: var(--doubt); background: var(--doubt-back); }
.good { color: var(--good); background: var(--good-back); }
.calm { color: var(--calm); background: var(--calm-back); }
.tag { display: inline-block; padding: 0 .5em; border-radius: 4px; font-size: .8rem; font-weight: 600; line-height: 1.6; white-space: nowrap; }
.severity { font-size: .85rem; color: var(--faint); }
.severity.critical, .severity.high { color: var(--text); font-weight: 600; }
.columns { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1rem; }
.columns > div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; }
.columns > div:first-child { grid-column: span 2; overflow-x: auto; }
.columns h3 { margin-top: 0; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; padding: .2rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
dd p { margin: 0; }
.facts > div { grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); }
.facts > div:last-child { border-bottom: 0; }
.facts dd { font-variant-numeric: tabular-nums; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
.plain { list-style: none; padding: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--faint); font-size: .85rem; }
.matrix th, .matrix td { padding: .3rem .25rem; overflow-wrap: normal; white-space: nowrap; font-variant-numeric: tabular-nums; }
.matrix thead th, .matrix thead .severity { font-size: .78rem; }
.matrix th:not(:first-child), .matrix td { text-align: right; }
.matrix tfoot th, .matrix tfoot td { border-bottom: 0; font-weight: 600; }
.zero { color: var(--faint); }
.rows { background: var(--card); }
.rows thead th { white-space: nowrap; }
.rows td[data-label="where"] { min-width: 11rem; }
.wide { margin-top: 1rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.flaws { font-size: .9rem; font-variant-numeric: tabular-nums; }
.flaws :is(td:first-child, .severity) { white-space: nowrap; }
.flaws td:nth-child(n+2):nth-child(-n+4) { min-width: 7rem; }
.flaws tbody tr:last-child td { border-bottom: 0; }
.missing { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--doubt); border-radius: 6px; padding: .6rem 1rem; margin: .6rem 0; }
.missing p { margin: .35rem 0 0; }
details > summary { cursor: pointer; }
.group, .units { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; }
.group > summary, .units > summary { padding: .65rem 1rem; }
.units ul { padding: 0 1rem .5rem; }
.units li { padding: .15rem 0; }
.finding { border-top: 1px solid var(--line); }
.finding > summary { padding: .5rem 1rem; }
.finding > summary:hover, .group > summary:hover { background: var(--sunk); }
.finding[open] > summary { background: var(--sunk); }
.finding:target { box-shadow: inset 4px 0 var(--link); }
.message { font-weight: 500; }
.where { display: block; padding-left: 1.1rem; color: var(--faint); font-size: .87rem; }
.where code { margin-right: .5rem; }
.body { padding: .5rem 1rem 1rem 2.1rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.body dl { margin-top: .75rem; }
.accepted { border-left: 4px solid var(--calm); padding-left: .75rem; }
.refused { border-left: 4px solid var(--bad); padding-left: .75rem; }
.link { display: inline-block; margin-top: .5rem; font-size: .85rem; }
pre { margin: 0; padding: .6rem .8rem; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; line-height: 1.45; }
pre mark { background: var(--mark); color: inherit; border-radius: 2px; }
ins, del { text-decoration: none; }
ins { color: var(--good); background: var(--good-back); }
del { color: var(--bad); background: var(--bad-back); }
#filters { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin-bottom: .8rem; }
#filters p { margin: 0 0 .5rem; }
#filters .search label { display: block; font-weight: 600; margin-bottom: .25rem; }
#filters input[type="search"] { width: 100%; margin-bottom: .25rem; }
#filters .result { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .6rem 0 0; }
#filters output { margin-right: auto; font-weight: 600; }
#filters #keys { font-size: .85rem; }
fieldset { border: 0; margin: 0; padding: .2rem 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; min-width: 0; }
legend { float: left; width: 5rem; padding: 0; font-weight: 600; }
.choice { white-space: nowrap; }
#unit { max-width: calc(100% - .75rem); margin-left: .75rem; }
input, select, button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--edge); border-radius: 6px; padding: .3rem .6rem; }
input[type="checkbox"] { accent-color: var(--link); }
button { cursor: pointer; font-size: .9rem; }
button:hover { background: var(--sunk); }
@media (max-width: 60rem) {
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 40rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > div { padding: .8rem; }
  .columns > div:first-child { grid-column: auto; }
  .matrix { font-size: .85rem; }
  .matrix th, .matrix td { padding: .3rem .15rem; }
  .matrix .tag, .matrix thead .severity { font-size: .72rem; }
  header, main, footer { padding-left: .75rem; padding-right: .75rem; }
  header .brand { flex: 1; }
  header nav { order: 3; width: 100%; }
  .body { padding-left: 1rem; }
  dl:not(.facts) > div { grid-template-columns: 1fr; gap: 0; }
  legend { float: none; width: 100%; }
  .rows thead { display: none; }
  .rows tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .rows th, .rows td { display: block; border: 0; padding: .1rem .75rem; white-space: normal; }
  .rows td:empty { display: none; }
  .flaws :is(td:first-child, .severity) { white-space: normal; }
  .rows :is(th, td):not([data-label="state"], [data-label="requirement"], [data-label="vulnerability"])::before { content: attr(data-label) ": "; color: var(--faint); }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; --page: #fff; --card: #fff; }
  body { font-size: 10pt; }
  header, main, footer { max-width: none; padding: 0; }
  header nav, header button, #filters, .link, .skip { display: none; }
  .body { content-visibility: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > summary { list-style: none; break-after: avoid; }
  details > summary::-webkit-details-marker { display: none; }
  .where { padding-left: 0; }
  pre, tr, .missing { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
`;
