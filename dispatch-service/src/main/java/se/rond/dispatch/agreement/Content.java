package se.rond.dispatch.agreement;

/** What one version says. */
public sealed interface Content permits Terms, MunicipalTerms {}
