"""What archives and crawlers want to know of a study: the site and its data, and the publication they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.bibliography import Person
from themebook.exchange.deposit.licences import spdx_id
from themebook.render.published import Published
from themebook.social.published_study import PublishedAuthor, PublishedStudy, published_study
from themebook.social.schema_org import study_type
from themebook.views.study_details import licence_address

#: Every file that Themebook makes contains this mark. Files without it are never overwritten.
MARK = "Made from the study by: themebook archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """The study as an archive has it. What is not known is empty. Texts are plain.

    ``title`` is that of the study, which can differ from that of the ``publication``, its own entry. If somebody else
    made the site, the ``site_author``, it is the name of the site. ``licence`` is an SPDX id, and ``licence_name`` what
    the author calls it. ``address`` is that of the site and ``repository`` that of its sources; they can depend on
    where the site is built.
    """

    title: str
    publication: PublishedStudy
    site_author: str
    about: str
    licence: str
    licence_name: str
    licence_address: str
    address: str = ""
    repository: str = ""

    @property
    def description(self) -> str:
        """What it is about, or at least that it is a study."""
        return self.about or f"The study \u201c{self.title}\u201d as a website, and as data."

    @property
    def licence_link(self) -> str:
        """The address of the licence at SPDX, or the one that the author gives."""
        return f"https://spdx.org/licenses/{self.licence}" if self.licence else self.licence_address

    @property
    def publication_type(self) -> str:
        """What the publication is, as a type of schema.org."""
        return study_type(self.publication)

    @property
    def authors(self) -> tuple[PublishedAuthor, ...]:
        """Who made the site and its data."""
        if self.site_author:
            return (PublishedAuthor(person=Person(literal=self.site_author)),)
        return self.publication.authors

    @property
    def nobody(self) -> str:
        """What to call the authors where somebody must be named and none is known."""
        return f"The authors of {self.title}"

    @property
    def keywords(self) -> list[str]:
        """The keywords, each once."""
        return list(dict.fromkeys(self.publication.keywords))

    @property
    def is_published(self) -> bool:
        """Whether more is known of the publication than its title and authors."""
        work = self.publication.work
        return any((work.date, work.container, work.doi, work.publisher))


def deposit_of(
    published: Published,
    *,
    about: str,
    author: str = "",
    name: str = "",
    address: str = "",
    repository: str = "",
) -> Deposit:
    """What is known of a study. ``about`` is what the author says of the site, for studies without aims, ``author`` who
    made the site, if that is said, and ``name`` what it is called.
    """
    study, publication = published.graph.study, published_study(published)
    return Deposit(
        title=(name if author else "") or publication.other_title or publication.title,
        publication=publication,
        about=published.prose(study.aims) or " ".join(about.split()),
        site_author=" ".join(author.split()),
        licence=spdx_id(study.licence),
        licence_name=study.licence,
        licence_address=licence_address(study.licence),
        address=address,
        repository=repository,
    )
