"""Who is meant by the names that documents print: `forms` knows how a person may be printed, `reading` whom a printed name fits, `settling`
which of these a document leaves, `naming` keeps it."""
