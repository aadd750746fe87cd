using System.Text.RegularExpressions;

namespace Platen.Domain.OAuth;

/// <summary>Where a browser is sent with an answer (RFC 6749, 3.1.2; RFC 8252, 7; RFC 9700, 4.1).</summary>
public static partial class RedirectAddress
{
    /// <summary>What is wrong with an address to be registered; null: nothing.</summary>
    public static string? Check(string address)
    {
        if (address.Length is 0 or > OAuthLimits.RedirectAddressMax || !address.All(char.IsAscii) || address.Any(c => char.IsControl(c) || c is ' ' or '\\' or '"' or '<' or '>') || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return $"The redirect address '{address}' is none; give an absolute one such as https://app.example.com/callback, of {OAuthLimits.RedirectAddressMax} characters at most.";
        }

        if (address.Contains('#', StringComparison.Ordinal) || uri.UserInfo.Length > 0 || address.Contains('*', StringComparison.Ordinal))
        {
            return $"The redirect address '{address}' has a fragment, a user or a wildcard; it is compared word for word, and nothing is added.";
        }

        return uri.Scheme switch
        {
            "https" => null,
            "http" => Loopback().IsMatch(address) ? null : $"The redirect address '{address}' would send codes in clear; http is for http://127.0.0.1 and http://[::1] only, not for names such as localhost (RFC 8252, 8.3).",
            var scheme => scheme.Contains('.', StringComparison.Ordinal) ? null : $"The redirect address '{address}' has a scheme that anybody may take; use one that begins with a domain of yours turned round, such as com.example.app (RFC 8252, 7.1).",
        };
    }

    /// <summary>Whether an address that is asked for is the registered one: the same text, and at a loopback address any port.</summary>
    public static bool Matches(string registered, string asked) => registered == asked || (Loopback().Match(registered) is { Success: true } a && Loopback().Match(asked) is { Success: true } b
        && a.Groups["host"].ValueSpan.SequenceEqual(b.Groups["host"].ValueSpan) && a.Groups["rest"].ValueSpan.SequenceEqual(b.Groups["rest"].ValueSpan));

    /// <summary>The address with parameters added; those that are empty are left out.</summary>
    public static string With(string address, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var text = new System.Text.StringBuilder(address);
        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value.Length > 0)
            {
                text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return text.ToString();
    }

    /// <summary>The source that a page's policy must name, so that a browser follows a form's answer there (CSP <c>form-action</c>).</summary>
    public static string Source(string address)
    {
        var uri = new Uri(address);
        return uri.Scheme is "https" or "http" ? uri.GetLeftPart(UriPartial.Authority) : uri.Scheme + ":";
    }

    [GeneratedRegex(@"^(?<host>http://(?:127\.0\.0\.1|\[::1\]))(?::[0-9]{1,5})?(?<rest>(?:[/?][^\s]*)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Loopback();
}
