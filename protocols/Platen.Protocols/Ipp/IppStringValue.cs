namespace Platen.Protocols.Ipp;

/// <summary>A value of characters: text, name, keyword, uri, uriScheme, charset, naturalLanguage or mimeMediaType.</summary>
/// <param name="Tag">Which of them.</param>
/// <param name="Text">The characters; octets that are not UTF-8 read as U+FFFD.</param>
public sealed record IppStringValue(IppTag Tag, string Text) : IppValue(Tag);
