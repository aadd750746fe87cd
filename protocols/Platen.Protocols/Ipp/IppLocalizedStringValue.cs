namespace Platen.Protocols.Ipp;

/// <summary>A <c>textWithLanguage</c> or <c>nameWithLanguage</c> value.</summary>
/// <param name="Tag"><see cref="IppTag.TextWithLanguage"/> or <see cref="IppTag.NameWithLanguage"/>.</param>
/// <param name="Language">The natural language, such as <c>en</c>.</param>
/// <param name="Text">The characters.</param>
public sealed record IppLocalizedStringValue(IppTag Tag, string Language, string Text) : IppValue(Tag);
