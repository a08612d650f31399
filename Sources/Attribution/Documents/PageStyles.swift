/// How the page looks: the system's letters, one column to read, tables as wide as they need. Beside
/// it the contents, where there is room; on paper none, since it has no page numbers.
let pageStyles = """
  :root{color-scheme:light dark;--page:#ffffff;--ink:#1f2328;--quiet:#59636e;--edge:#d1d9e0;\
  --band:#f6f8fa;--link:#0969da}
  @media screen and (prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#f0f6fc;\
  --quiet:#9198a1;--edge:#3d444d;--band:#151b23;--link:#6cb6ff}}
  *{box-sizing:border-box}
  html{font:16px/1.5 system-ui,sans-serif;background:var(--page);color:var(--ink);\
  -webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
  body{margin:0 auto;padding:1rem;max-width:62rem}
  h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem}
  h2{font-size:1.3rem;line-height:1.25;margin:1.75rem 0 .75rem;padding-top:.75rem;\
  border-top:1px solid var(--edge)}
  h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
  h1,h2,h3,p,li{overflow-wrap:anywhere}
  p,ul{margin:0 0 1rem;max-width:46rem}
  ul{padding-left:1.25rem}
  li{margin:.25rem 0}
  a{color:var(--link)}
  h2 a,h3 a{color:inherit;text-decoration:none}
  h2 a:hover,h3 a:hover{text-decoration:underline}
  code{font:.875em ui-monospace,monospace;background:var(--band);border-radius:.25rem;\
  padding:.1em .15em;overflow-wrap:anywhere}
  figure{margin:0 0 1.5rem}
  figure svg{display:block;max-width:100%;height:auto}
  .table{overflow-x:auto;margin:0 0 1.5rem;border:1px solid var(--edge);border-radius:.375rem}
  .table:focus-visible{outline:2px solid var(--link);outline-offset:1px}
  table{border-collapse:separate;border-spacing:0;min-width:100%;font-size:.875rem;\
  font-variant-numeric:tabular-nums lining-nums}
  th,td{padding:.2rem .45rem;text-align:left;vertical-align:top;background:var(--page);\
  border-top:1px solid var(--edge);max-width:24rem;overflow-wrap:break-word}
  thead th{border-top:0;background:var(--band);vertical-align:bottom}
  .number{text-align:right;white-space:nowrap}
  thead .number{white-space:normal}
  tbody th{font-weight:normal}
  @media screen{tbody wbr,tfoot wbr{display:none}}
  th:first-child{position:sticky;left:0;min-width:8.5rem;border-right:1px solid var(--edge);\
  overflow-wrap:anywhere}
  tfoot th,tfoot td{font-weight:bold;background:var(--band);border-top:2px solid var(--quiet)}
  @media print,screen and (min-width:62rem){
  body{padding:.5rem 1rem}
  h1{margin:0 0 .4rem}
  .opening{font-size:.8125rem;line-height:1.35}
  .opening p,.opening ul{margin-bottom:.4rem;max-width:none}
  .opening li{margin:.1rem 0}
  .opening .table{margin-bottom:.5rem}
  .opening table{font-size:.78125rem;line-height:1.3}
  .opening th,.opening td{padding:.1rem .45rem}
  .opening h2{font-size:1rem;margin:.6rem 0 .25rem;padding-top:.4rem}
  }
  nav h2{font-size:1rem}
  nav ol{list-style:none;margin:0;padding:0;font-size:.875rem}
  nav .level3{padding-left:1rem}
  nav a{display:block;padding:.25rem 0;text-decoration:none;overflow-wrap:anywhere}
  nav a:hover{text-decoration:underline}
  @media (max-width:40rem){
  th:first-child{min-width:7rem;max-width:42vw}
  figure{overflow-x:auto}
  figure svg{max-width:none;min-width:44rem}
  h1{font-size:1.5rem}
  }
  @media screen and (min-width:75rem){
  body{display:grid;grid-template-columns:11.5rem minmax(0,1fr);column-gap:1.5rem;max-width:80rem}
  main{grid-column:2;grid-row:1}
  nav{grid-column:1;grid-row:1;align-self:start;position:sticky;top:0;max-height:100vh;\
  overflow-y:auto;padding:1rem 0}
  nav h2{margin:0 0 .5rem;padding:0;border:0}
  .jump{display:none}
  }
  @media print{
  html{font-size:10pt;background:none}
  body{padding:0;max-width:none}
  nav,.jump{display:none}
  h2{break-after:avoid;margin-top:1.5rem}
  h3{break-after:avoid}
  figure,tr,li{break-inside:avoid}
  p,ul{max-width:none}
  p{orphans:3;widows:3}
  .table{overflow:visible;border:0;border-bottom:1px solid var(--edge);border-radius:0}
  table{font-size:7pt;line-height:1.35;width:100%}
  thead{display:table-header-group}
  tfoot{display:table-row-group}
  th,td{padding:.15rem .2rem;max-width:none;print-color-adjust:exact;\
  -webkit-print-color-adjust:exact}
  th:first-child{position:static;border-right:0;min-width:4.5rem}
  a{color:inherit;text-decoration:none}
  @page{margin:15mm}
  }
  """
