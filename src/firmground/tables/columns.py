"""The columns of each table. The reference page of tables is made from this file."""

from __future__ import annotations

from firmground.tables.table import Column as C

ARTICLES = (
    C("article", "text", "id of the article"),
    C("title", "text", "title as printed, empty when it was not seen"),
    C("publisher", "text", "who publishes it"),
    C("url", "text", "address of the live article"),
    C("published", "date", "date of first publication, empty when not known"),
    C("updated", "date", "date of the last stated change, empty when not known"),
    C("claims", "whole number", "claims that were found in it"),
    C("central", "whole number", "claims that an educator would certainly audit"),
    C("set_aside", "whole number", "sentences that are no claim"),
    C("sentences", "whole number", "sentences, list items, table rows and headings of its text"),
    C("accounted", "whole number", "sentences under a claim or set aside; empty when the text is not at hand"),
    C("with_citation", "whole number", "claims that rest on a source, found or not"),
    C("rated", "whole number", "claims with a rating of evidence or of fact"),
    C("gaps", "whole number", "gaps of all its claims together"),
    C("text_at_hand", "yes/no", "whether a local copy of the text was read"),
)

CLAIMS = (
    C("claim_id", "text", "id of the claim"),
    C("article", "text", "id of the article that makes it"),
    C("claim", "text", "the claim in our own words"),
    C("kind", "text", "what kind of claim it is"),
    C("about", "text", "the therapy it speaks of"),
    C("condition", "text", "the complaint it speaks of"),
    C("comparator", "text", "what the article compares with; empty when it names nothing"),
    C("outcome", "text", "what is said to change"),
    C("direction", "text", "for or against the therapy, mixed, or none"),
    C("wording", "text", "firm or hedged"),
    C("central", "yes/no", "whether an educator would certainly audit it"),
    C("attribution", "text", "to whom the article ascribes it"),
    C("attributed_to", "text", "the article's own words for its source"),
    C("cited", "list of text", "works the article seems to rest on; a source that was not found is named as such"),
    C("offered", "list of text", "works that the auditors add"),
    C("rating", "text", "form of the rating: evidence, fact, or not rated"),
    C("certainty", "text", "certainty of the evidence (GRADE), empty for facts and where nobody rated"),
    C("level", "whole number", "OCEBM 2011 level of the best work of the basis, 1 is best"),
    C("verdict", "text", "derived from stance, certainty and wording, or from the fact rating"),
    C("wording_allowed", "text", "a sentence as firm as the evidence allows"),
    C("explanation", "text", "how the verdict came about"),
    C("gaps", "list of text", "kinds of gap of the claim"),
    C("conflicts_with", "list of text", "claims that can't be true together with it"),
    C("note", "text", "anything odd that a reader should know"),
    C("link", "text", "address of the very passage in the live article"),
    C("start", "whole number", "first character of the passage in the text file; empty without the text"),
    C("end", "whole number", "character after the passage"),
)

CITATIONS = (
    C("claim_id", "text", "id of the claim"),
    C("article", "text", "id of the article"),
    C("ref", "text", "key of the work in references.bib; empty when the source was not found"),
    C("as", "text", "the article's own words for a source that was not found"),
    C("role", "text", "cited by the article, or offered by the auditors"),
    C("identified", "text", "how sure it is that the article means this work"),
    C("stance", "text", "what the work says about the claim as worded"),
    C("accuracy", "text", "whether the work says what the article says it says"),
    C("why", "text", "the reason for identification, stance and accuracy"),
    C("title", "text", "title of the work"),
    C("year", "whole number", "printed year of the work"),
    C("design", "text", "kind of study or document"),
)

RATINGS = (
    C("claim_id", "text", "id of the claim"),
    C("article", "text", "id of the article"),
    C("form", "text", "evidence, fact, or not rated"),
    C("certainty", "text", "certainty of the evidence (GRADE)"),
    C("start", "text", "where the rating starts"),
    C("adopted_from", "text", "key of the review whose authors' certainty was adopted"),
    C("steps", "list of text", "each step down or up with its reason"),
    C("fact", "text", "confirmed, outdated, refuted, or cannot be verified"),
    C("source", "text", "primary, secondary or none"),
    C("basis", "list of text", "keys of the works it rests on"),
    C("why", "text", "the rating in plain words, or why there is none"),
    C("by", "text", "who rated"),
    C("on", "date", "when"),
    C("reviewed_by", "text", "the clinician who reviewed it; empty for a draft"),
)

REFERENCES = (
    C("ref", "text", "key in references.bib"),
    C("title", "text", "title"),
    C("authors", "list of text", "authors, family name first"),
    C("more_authors", "yes/no", "whether there are more authors than the entry names"),
    C("editors", "list of text", "editors of the book, family name first"),
    C("year", "whole number", "printed year"),
    C("journal", "text", "journal"),
    C("booktitle", "text", "book that a chapter or paper stands in"),
    C("publisher", "text", "publisher of a book or page"),
    C("institution", "text", "university of a thesis, or body that brought out a report"),
    C("design", "text", "kind of study or document"),
    C("population", "text", "who was studied"),
    C("comparator", "text", "what the treatment was compared with"),
    C("participants", "whole number", "people in the work"),
    C("studies", "whole number", "studies in a review"),
    C("finding", "text", "what it found, in our own words"),
    C("certainty", "text", "certainty as its authors state it"),
    C("status", "text", "retracted, superseded and the like, in one word; empty when nothing is known"),
    C("doi", "text", "DOI"),
    C("pmid", "text", "PubMed number"),
    C("url", "text", "address"),
    C("verified", "date", "when a source page was seen; empty when none was"),
    C("unverified", "list of text", "fields that no page confirmed"),
    C("cited_by", "whole number", "claims that seem to rest on it"),
    C("offered_for", "whole number", "claims that it is offered for"),
    C("ratings_resting_on_it", "whole number", "ratings whose basis it is part of"),
)

SENTENCES = (
    C("article", "text", "id of the article"),
    C("number", "whole number", "position in the article, from 1"),
    C("kind", "text", "sentence, list item, table row or heading"),
    C("start", "whole number", "first character in the text file"),
    C("end", "whole number", "character after it"),
    C("claims", "list of text", "claims whose passage touches it"),
    C("set_aside", "text", "reason for which it was set aside"),
    C("accounted", "yes/no", "whether it is under a claim or set aside"),
)

GAPS = (
    C("claim_id", "text", "id of the claim"),
    C("article", "text", "id of the article"),
    C("kind", "text", "kind of gap"),
    C("severity", "text", "high, medium or low"),
    C("rule", "text", "the rule that fired, with this claim's particulars"),
    C("todo", "text", "what to do about it"),
    C("about", "text", "the therapy"),
    C("condition", "text", "the complaint"),
    C("central", "yes/no", "whether an educator would certainly audit the claim"),
)

FINDINGS = (
    C("severity", "text", "error, warning or note"),
    C("code", "text", "kind of finding; `firmground explain CODE` says more"),
    C("file", "text", "file, relative to the ledger's folder"),
    C("line", "whole number", "line, from 1"),
    C("column", "whole number", "column, from 1"),
    C("subject", "text", "claim, article or reference it is about"),
    C("message", "text", "what is wrong"),
    C("cure", "text", "what to do"),
)
