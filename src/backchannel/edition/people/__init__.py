"""Identify the names that documents print with people: `forms` has the ways in which a person may be printed, `reading` finds the people
whom a printed name fits, `settling` chooses among them by the rest of the document, `naming` stores the result."""
