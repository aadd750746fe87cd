using System.Collections.Immutable;

namespace Platen.Domain.Cards;

/// <summary>A step of a reader's rule.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="Text">Its words, as they are written.</param>
/// <param name="Word">Its argument in letters and digits; empty: it has none.</param>
/// <param name="Numbers">Its arguments that are numbers.</param>
internal sealed record ReaderStep(ReaderVerb Verb, string Text, string Word, ImmutableArray<int> Numbers);
