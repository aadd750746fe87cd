namespace Platen.Protocols.Ipp;

/// <summary>Bounds of IPP's text and name syntaxes in octets (RFC 8011 sections 5.1.2 and 5.1.3); fit strings with <see cref="Utf8Text.Cut"/>.</summary>
public static class IppTextLengths
{
    /// <summary>Octets of a status-message.</summary>
    public const int StatusMessageBytesMax = 255;

    /// <summary>Octets of a name such as job-name.</summary>
    public const int NameBytesMax = 255;

    /// <summary>Octets of a text.</summary>
    public const int TextBytesMax = 1023;
}
