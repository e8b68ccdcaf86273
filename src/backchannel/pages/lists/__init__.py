"""The pages that list: of a volume, of the edition; and what finding is made of."""
