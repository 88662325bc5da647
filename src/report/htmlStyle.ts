/** The style sheet of a page: one column, wide enough for a picture; dark where the reader prefers it; black on white on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--ink:#1a1a1a;--faint:#555;--line:#ccc;--stripe:#f5f5f5;--accent:#0060a8}
@media screen and (prefers-color-scheme:dark){
:root{--ground:#14171a;--ink:#f0f0f0;--faint:#b4b9be;--line:#3a4046;--stripe:#1d2125;--accent:#7cc4ff}
}
body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,"DejaVu Sans",sans-serif}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.15rem;margin-top:2rem}
figure{margin:1rem 0}
svg{max-width:100%;min-width:36rem;height:auto;display:block}
.picture{overflow-x:auto}
figcaption{color:var(--faint);font-size:.85rem}
.scroll{overflow-x:auto;max-width:100%;margin:1rem 0 2rem}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0 .5rem}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
thead th{border-bottom-width:2px;vertical-align:bottom}
tbody tr:nth-child(even){background:var(--stripe)}
tbody th{font-weight:600;white-space:nowrap}
td.words{min-width:5.5rem}
.words{text-align:left}
.number{text-align:right;white-space:nowrap}
thead th{white-space:nowrap}
footer{color:var(--faint);font-size:.85rem;margin-top:2rem}
section:focus{outline:none}
.skip{position:absolute;left:-100rem}
.skip:focus{position:static}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@page{size:landscape;margin:12mm}
@media print{
body{max-width:none;padding:0;font-size:10pt}
.skip{display:none}
.scroll,.picture{overflow:visible}
svg{min-width:0;max-height:165mm}
table{width:100%;font-size:6.5pt;line-height:1.25}
th,td{padding:.15em .35em}
thead th,thead .number,td.words{white-space:normal;min-width:0}
figure,tr{break-inside:avoid}
thead{display:table-header-group}
}
`.trim();
