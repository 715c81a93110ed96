"""Words by which papers in English, Spanish, Portuguese, French and German show what is what."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE


def _any(*parts: str) -> re.Pattern[str]:
    """A pattern of whole words; each part may hold several, with ``|`` between them."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", _FLAGS)


def _nouns(*parts: str) -> re.Pattern[str]:
    """A pattern of nouns, also in the plural."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:s|es|n|en|nen)?(?!\w)", _FLAGS)


# Titles of sections.
RESULTS = _any(
    r"results?|findings|finding(?!\s\w)|what we found",
    "resultados?|hallazgos|achados",
    "résultats?",
    "ergebnisse|befunde|resultate",
)
# Words before "results" in the title of a section of results. After others, such as "trust in", it is a theme.
BEFORE_WORD_RESULTS = frozenset(
    (  # noqa: SIM905
        "main major key qualitative quantitative mixed methods method study studies research interview focus "
        "interviews group groups survey empirical thematic preliminary overall descriptive analysis data "
        "review evaluation project case phase stage part and the our its of from presentation summary "
        "overview discussion principal principales principais de del des los las os as dos das presentación "
        "apresentação análisis análise darstellung der die zentrale empirische y e et und i ii iii a b"
    ).split()
)
DISCUSSION = _any(
    "discussions?|conclusions?|concluding|limitations?|implications?|recommendations?|strengths?",
    "discusi[oó]n|conclusi[oó]n(?:es)?|limitaciones|recomendaciones",
    r"discuss[aã]o|conclus[aã]o|conclus[oõ]es|considera[cç][oõ]es finais|limita[cç][oõ]es|recomenda[cç][oõ]es",
    "limites|recommandations",
    "diskussion|fazit|schlussfolgerung(?:en)?|ausblick|limitationen",
)
BEFORE_RESULTS = _any(
    "introduction|background|methods?|methodology|methodological|materials|literature|objectives?|aims?|abstract",
    "introducci[oó]n|antecedentes|métodos?|metodología|marco teórico|resumen|objetivos?",
    "introdução|metodologia|referencial|procedimentos|resumo",
    "méthodes?|méthodologie|contexte|résumé|objectifs?",
    "einleitung|einführung|hintergrund|methoden?|methodik|methodisches|forschungsstand|zusammenfassung",
)
BACK_MATTER = _any(
    "acknowledge?ments?|references|bibliography|appendix|appendices|supplementary|supporting|additional files?",
    "funding|ethics|ethical|declarations?|conflicts? of|competing|contributions?|contributors?|"
    "availability|abbreviations?",
    "agradecimientos|referencias|anexos?|financiación|agradecimentos|referências|financiamento",
    "remerciements|références|bibliographie|annexes?|danksagung|literatur|literaturverzeichnis|anhang",
)
SAMPLE = _any(
    r"(?:socio-?)?demographics?|(?:socio-?)?demographic \w+|(?:sample|participants?|respondents?|population|patients?|"
    r"informants?|interviewees?)['’]? (?:\w+ )?(?:characteristics|profiles?|backgrounds?|descriptions?|"
    r"information|details)",
    r"characteristics of|profile of|description of (?:the )?(?:sample|participants|respondents|study|included)",
    r"^(?:the )?(?:sample|participants|respondents|study population|response rate)$",
    r"(?:retrieved|included|identified|selected) (?:studies|papers|articles)|"
    r"study (?:details|selection|characteristics)",
    r"quality (?:appraisal|assessment)|quantitative|survey results|search results|literature search|risk of bias",
    r"características|perfil|datos sociodemográficos|dados sociodemográficos|descripci[oó]n de la muestra",
    r"caractéristiques|profil des|description de l['’]échantillon|stichprobe|stichprobenbeschreibung|beschreibung der",
)
# A section that only holds the themes, and is none.
WRAPPER = re.compile(
    r"overview|summary|introduction|synthesis|(?:(?:main|major|key|overarching|emerging|emergent|overview|summary|qualitative|interview|of|the|and|from|"
    r"thematic|presentation|identified) ?)*(?:themes?|results?|findings?|analysis)",
    _FLAGS,
)
THEME_LABEL = re.compile(
    r"^(?P<sub>sub|sous|unter|secondary|minor)?(?:main|major|key|core|overarching|superordinate|overall|global|"
    r"organi[sz]ing|tema principal)?\s?[-–]?\s?"
    r"(?:themes?|topic|categor(?:y|ies)|temas?|thèmes?|themen?|thema|themas|kategorie[n]?|categor[ií]as?|catégories?|"
    r"eje|eixo|axe|domain)"
    r"(?:\s+(?:no\.? ?|n[º°] ?|#)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[ivx]{1,4}|[a-h]|one|two|three|four|five|six|"
    r"seven|eight|nine|ten))?\s*(?:[:.)–—]|-\s|(?<=\d)\s(?!and|to|&|y|e|et|und))\s*",
    _FLAGS,
)
NUMBER = re.compile(
    r"^(?:[(\[]?(?P<number>\d{1,2}(?:\.\d{1,2}){0,5}[a-z]?)[.)\]:]{1,2}(?!\d)\s*|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,5})\s+"
    r"|(?P<plain>\d{1,2})\s+(?-i:(?=[A-ZÀ-ÖØ-Þ]))|[(\[]?(?:[ivx]{1,4}|[a-h])[.)\]]{1,2}\s+|[➢•▪‣●○■□►▶✓*·–—-]\s+)",
    _FLAGS,
)

# What is said of words before or after them.
SAYING = _any(
    r"sa(?:ys?|id|ying)|stat(?:es?|ed|ing)|expla?in(?:s|ed|ing)?|not(?:es|ed)|add(?:s|ed)|describ(?:es?|ed|ing)|"
    r"report(?:s|ed|ing)?|comment(?:s|ed|ing)?|remark(?:s|ed)|recall(?:s|ed)|recount(?:s|ed)|narrat(?:es?|ed)|"
    r"mention(?:s|ed)|express(?:es|ed|ing)?|emphasi[sz](?:es?|ed)|stress(?:es|ed)|suggest(?:s|ed)|highlight(?:s|ed)|"
    r"puts? it|t(?:ells|old|elling)|asks?|asked|repl(?:ies|ied)|respond(?:s|ed)|answer(?:s|ed)|admit(?:s|ted)|"
    r"argu(?:es?|ed)|complain(?:s|ed)|lament(?:s|ed)|continu(?:es?|ed)|reflect(?:s|ed)|shar(?:es|ed)|observ(?:es?|ed)|"
    r"voiced|declar(?:es?|ed)|claim(?:s|ed)|believ(?:es?|ed)|acknowledg(?:es?|ed)|indicat(?:es?|ed)|points? out|"
    r"pointed out|elaborat(?:es?|ed)|clarif(?:ies|ied)|confirm(?:s|ed)|illustrat(?:es?|ed)|exemplif(?:y|ies|ied)|"
    r"remember(?:s|ed)|joked|insist(?:s|ed)|wonder(?:s|ed)|agree[sd]|quip(?:s|ped)|sum(?:s|med) up|"
    r"concluded?s?|summari[sz](?:es?|ed)|thought|felt|criticizes|contextualizes|identified|warned|wrote|includ(?:es?|ed|ing)",
    r"dice|dijo|dicen|dijeron|señal[aó]|coment[aó]|expres[aó]|explic[aó]|afirm[aó]|relat[aó]|mencion[aó]|menciona|"
    r"manifest[aó]|refier[eo]n?|refiri[oó]|indic[aó]|narra|contó|cuenta|respondió|agreg[aó]|sostiene|recuerda|recordó|añad(?:e|ió)|resum(?:e|ió)|reconoc(?:e|ió)|insist(?:e|ió)|explica|comenta|describ(?:e|ió)",
    r"diz|disse|dizem|afirmou|afirma|relatou|relata|comentou|comenta|explicou|explica|mencionou|destacou|destaca|"
    r"contou|aponta|apontou|respondeu|acrescentou|descreve|ressalta|evidencia|contextualiza|lembra|lembrou|recorda|recordou|resume|resumiu|observa|observou|descreveu|conta|reconhece|"
    r"lamenta|completa",
    r"dit|disait|disent|explique|expliquait|affirme|raconte|déclare|ajoute|souligne|témoigne|précise|rapporte|résume|rappelle|confie|estime|conclut|commente|décrit|regrette|insiste|répond|"
    r"sagt|sagte|erklärt|erklärte|berichtet|berichtete|beschreibt|beschrieb|betont|betonte|meint|meinte|erzählt|"
    r"erzählte|äußert|äußerte|schildert|formuliert(?:e)?|ergänzt(?:e)?|erinnert(?:e)?|bemerkt(?:e)?|beklagt(?:e)?|resümiert(?:e)?|schilderte",
)
ACCORDING = _any(
    "according to|in the words of|in (?:his|her|their|my) (?:own )?words|for example|such as|selon|d['’]après|laut|"
    "según|de acuerdo con|en palabras de|segundo|de acordo com|conforme|nas palavras de|so"
)
POINTING = _any(
    "follow(?:s|ing)?|below|quotes?|quotations?|excerpts?|extracts?|statements?|verbatims?|thus|example|poem|"
    "siguiente|continuación|fragmento|seguinte|a seguir|trecho|suivante?|ci-dessous|extrait|folgende[nrsm]?|zitat"
)
PRONOUN = _any(
    "s?he|they|ella|él|ellos|ellas|el[ae]s?|elles?|ils?|sie|er|the same (?:participant|respondent|woman|man|person)"
)
FIRST_PERSON = _any(
    "I|I['’]\\w+|my|me|mine|we|our|(?-i:[Uu]s)|yo|(?-i:[Mm]i)|mis|nosotr[oa]s|nuestr[oa]s?|eu|meu|minha|nós|nosso|"
    "nossa|a gente|je|j['’]\\w+|mon|ma|mes|nous|notre|ich|mein\\w{0,2}|mir|mich|wir|uns|unser\\w{0,2}|you"
)
ASIDE = _any(
    "laugh(?:s|ing|ter)?|pauses?|silence|cr(?:ies|ying)|sighs?|smil(?:es|ing)|nods?|sic|inaudible|"
    "emphasis (?:added|ours)|"
    "risas?|risos?|pausa|silencio|silêncio|rires?|soupir|lacht|lachen|pause|seufzt|translated|our translation|"
    "original emphasis|applause"
)

# Words with a capital at the beginning of a sentence that are no names.
NO_NAME = _any(
    "participants?|respondents?|interviewees?|informants?|others?|some|many|most|several|all|both|one|two|three|another|"
    "everyone|somebody|women|men|people|patients?|nurses?|parents?|mothers?|it|this|these|those|we|they|she|he|here|there|"
    "findings?|results?|data|authors?|stud(?:y|ies)|literature|interviews?|table|figure|theme|otr[oa]s?|algun[oa]s?|"
    "the|their|our|my|his|her|its|your|an?|las?|los|el|le|les|der|die|das|each|every|no|such|what|when|where|while|if|"
    "although|though|because|since|but|and|or|for|from|in|on|at|by|to|with|of|figures?|phase|stage|step|group|"
    "outr[oa]s?|algum|alguns|certains|plusieurs|einige|andere|viele|who|which|that|also|further|as"
)

# Verbs that lead from one part of a quote to the next.
CONTINUING = _any(
    "continu(?:es?|ed|ing)|went on|goes on|add(?:s|ed)|prosigui[oó]|continuó|continuou|poursuit|fuhr fort"
)

# Parts of attributions.
GENDER = _any(
    "female|male|f|m|woman|man|girl|boy|trans(?:gender)?(?: (?:wo)?man)?|non-?binary|mujer|hombre|femenin[oa]|"
    "masculin[oa]|mulher|homem|feminin[oa]|femme|homme|féminin|masculin|weiblich|männlich|frau|mann|divers"
)
AGES = re.compile(
    r"(?:aged? )?\d{1,3}\s?(?:[–-]|to|a|bis)\s?\d{1,3}(?: ?(?:years?|yrs?|años|anos|ans|jahre)(?: old)?)?", _FLAGS
)
AGE = re.compile(
    r"(?:(?:aged?|edad|idade|âge|alter)[: ]+(?:of )?(\d{1,3})(?![\d–-])(?:\s?(?:years?|yrs?)(?: old)?)?"
    r"|(?<![\d–-])(\d{1,3})[\s-]{0,2}(?:years?[\s-]?old|year-?olds?|yrs?[\s-]?old|y/?o|years? of age|"
    r"años de edad|anos de idade|jahre alt|jährige?[rn]?)(?!\w)"
    r"|(?<![\d–-])(\d{1,3})[\s-]{0,2}(?:years?|yrs?|años|anos|ans|jahre|j\.|y\.?o?)(?!\w))",
    _FLAGS,
)
EXPERIENCE = re.compile(
    r"(\d{1,2})[\s+-]{0,3}(?:years?|yrs?)['’]? (?:of |in )?(?:\w+ )?(?:experience|service|practice|work|job|role)",
    _FLAGS,
)
DISCUSSION_ID = _any(
    r"f\.?g\.?d?s?\.?\s?[-#:]?\s?(?:no\.? ?)?\w{0,4}|focus[- ]groups?(?: discussions?)?|group (?:discussion|interview)|"
    r"grupos? foca(?:l|is|les)|g\.?f\.?\s?\d{1,3}|groupes? focus|fokusgruppen?\w{0,12}|gruppendiskussion|workshop"
)
INTERVIEW_ID = _any(
    r"(?:idi|kii|ssi)s?\s?[-#:]?\s?\d{0,4}|(?:in-?depth |key[- ]informant |individual |telephone )?interviews?|"
    r"entrevista|entretien|survey|questionnaire|diary|tagebuch|diario|journal entry|field ?notes?|fieldnotes|"
    r"observations?|interviewer field notes"
)
PHASE = re.compile(
    r"^(?:phase|wave|round|time ?point|visit|fase|onda|ola|vague|welle|follow-?up)\s?#?"
    r"(\d{1,2}|one|two|three|[iv]{1,3})$"
    r"|^(?:baseline|endline|midline|follow-?up|pre-?test|post-?test|pre|post)(?: interview)?$",
    _FLAGS,
)
NOTES = _any("field ?notes?|observations?|diary|memo|notas de campo|feldnotizen?")
SITE = _any(
    "region|district|lga|village|hospital|clinic|province|county|urban|rural|site|city|town|state|centre|center|ward|"
    "school|university|department|facility|community|municipality|country|región|distrito|provincia|hospital|"
    "municipio|município|cidade|región|région|province|stadt|klinik|kreis|ort|prefecture"
)
GROUP = re.compile(r"^(.{1,40}?)[ -](?:study )?(?:group|arm|cohort|grupo|groupe|gruppe)$", _FLAGS)
ROLE = _nouns(
    r"nurses?|midwi(?:fe|ves)|doctors?|physicians?|clinicians?|gps?|general practitioner|surgeon|pharmacist|dietitian|"
    r"dietician|nutritionist|physiotherapist|therapist|psychologist|psychiatrist|counsell?ors?|social worker|carers?|"
    r"caregivers?|mothers?(?:-in-law)?|fathers?(?:-in-law)?|parents?|husbands?|wi(?:fe|ves)|partner|spouse|son|daughter|"
    r"grand(?:mother|father|parent)|sister|brother|family members?|patients?|client|service user|survivor|resident|"
    r"student|pupil|teacher|lecturer|professor|educator|principal|manager|director|coordinator|administrator|"
    r"supervisor|leader|officer|official|policy ?maker|stakeholder|informant|key informant|worker|volunteer|assistant|"
    r"activist|journalist|healer|librarian|lawyer|judge|pastor|priest|imam|technician|planner|consultant|"
    r"specialist|designer|developer|entrepreneur|founder|executive|interpreter|advocate|representative|member|player|coach|"
    r"athlete|musician|singer|artist|tenant|neighbour|migrant|refugee|prisoner|offender|victim|donor|user|customer|farmer|trader|driver|engineer|owner|employee|staff|chief|elder|adolescent|youth|"
    r"trainee|intern|researcher|professional|practitioner|provider|chw|hcw|tba|vhv|police|soldier|veteran|tourist|"
    r"pregnant wom[ae]n|women|men|woman|man|girl|boy|person|individual|participant|respondent|interviewee|expert|"
    r"enfermer[oa]|médic[oa]|madre|padre|paciente|docente|maestr[oa]|estudiante|cuidador[a]?|usuari[oa]|trabajador[a]?|"
    r"enfermeir[oa]|mãe|pai|professor[a]?|estudante|gestor[a]?|morador[a]?|trabalhador[a]?|"
    r"infirmi(?:er|ère)|médecin|mère|père|enseignante?|étudiante?|pfleger(?:in)?|krankenschwester|ärztin|arzt|mutter|"
    r"vater|lehrer(?:in)?|schüler(?:in)?|patient(?:in)?|angehörige[r]?|leiter(?:in)?"
)
INTERVIEWER = _any(
    r"i|int|iv|ir|q|interviewer(?:in)?|(?:focus group )?moderator|facilitator|researcher|entrevistador[a]?|"
    r"moderador[a]?|enquêt(?:eur|rice)|intervieweu(?:r|se)|investigador[a]?|pesquisador[a]?"
)
EVERYBODY = _any(
    "all|all (?:respondents|participants)|(?:respondents|participants)(?: \\(all\\))?|several|todos|tous|alle"
)
# Nouns that say nothing of a person.
NOBODY = _nouns(
    "participant|respondent|interviewee|informant|person|individual|speaker|participante|entrevistad[oa]|befragte"
)
# Words before a noun that names nobody.
ARTICLE = re.compile(
    r"^(?:(?:as|and|but|while|for example|in this regard|similarly|however|moreover|furthermore|also|when asked|"
    r"likewise)[, ]+)*(?:(?P<plural>(?:one|some|many|two|three|several|most) of (?:the|our|these) )|(?:yet )?another |"
    r"an? |one |the |this |un[ao]? |otr[oa] |el |la |uma? |outr[oa] |[oa] |une? |autre |ein[e]? |der |die )",
    _FLAGS,
)
# What leads over from the sentence before, and means nothing without it.
CONNECTIVE = re.compile(
    r"(?:however|furthermore|moreover|in addition|additionally|also|besides|likewise|similarly|alternatively|"
    r"nevertheless|nonetheless|conversely|in contrast|by contrast|on the other hand|on the contrary|as a result|"
    r"consequently|therefore|thus|hence|overall|finally|lastly|firstly|secondly|thirdly|first|second|third|"
    r"for example|for instance|in fact|indeed|interestingly|importantly|notably|of note|again|still|yet|"
    r"sin embargo|además|por ejemplo|asimismo|por otro lado|en cambio|no entanto|além disso|por exemplo|"
    r"por outro lado|cependant|toutefois|en outre|de plus|par exemple|en revanche|außerdem|zudem|jedoch|"
    r"zum beispiel|ebenso|darüber hinaus)\s*,\s+",
    re.IGNORECASE,
)
