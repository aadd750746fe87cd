using System.Collections.Immutable;

namespace Platen.Domain.Mail;

/// <summary>The languages that mails are written in.</summary>
public static class MailLanguages
{
    /// <summary>The one that is taken when nothing else is said.</summary>
    public const string Usual = "en";

    /// <summary>All of them, by their names in themselves.</summary>
    public static readonly ImmutableArray<(string Tag, string Name)> All = [("en", "English"), ("de", "Deutsch")];

    /// <summary>Whether mails can be written in it.</summary>
    public static bool Has(string tag) => All.Any(language => language.Tag == tag);

    /// <summary>The first language of an Accept-Language header (RFC 9110, 12.5.4) that mails can be written in; empty: none. The order is that of the header; browsers write it in the order of preference.</summary>
    public static string OfHeader(string? header) =>
        (header is { Length: <= 400 } ? header : "").Split(',').Select(part => part.Split(';')[0].Trim().Split('-')[0].ToLowerInvariant()).FirstOrDefault(Has) ?? "";

    /// <summary>The first one that can be written.</summary>
    public static string Of(params ReadOnlySpan<string> wanted)
    {
        foreach (var tag in wanted)
        {
            if (Has(tag))
            {
                return tag;
            }
        }

        return Usual;
    }
}
