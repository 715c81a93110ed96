"""One page of each kind that the real site has. Tests that look at every kind of page go through these."""

KINDS = {
    "home": "/",
    "page": "/background/",
    "themes": "/themes/",
    "theme": "/themes/work-environment/",
    "subtheme": "/themes/therapeutic-role/empathy/",
    "quotes": "/quotes/",
    "quote": "/quotes/quote-how-dare-you/",
    "participants": "/participants/",
    "participant": "/participants/officer-e/",
    "references": "/references/",
    "reference": "/references/kinmanetal2017/",
    "implications": "/implications/",
    "limitations": "/limitations/",
    "glossary": "/glossary/",
    "guide": "/guide/references/",
    "cite": "/cite/",
    "not found": "/404.html",
}
