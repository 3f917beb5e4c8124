"""Commands that a person types at a machine: accounts, enrolment, a hall's settings, a look into a journal."""
