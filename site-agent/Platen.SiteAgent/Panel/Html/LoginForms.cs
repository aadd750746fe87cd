using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>
/// Protects the login form, where there is no session yet: a random cookie, and in the form its HMAC under a key of this process. A foreign page can make neither,
/// so it cannot log somebody in as somebody else.
/// </summary>
internal sealed class LoginForms
{
    private const int CookieBytes = 16;
    private const int CookieChars = 22;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The form's token; sets the cookie when the browser has none.</summary>
    public string Issue(HttpContext context, string device)
    {
        var name = Name(device);
        if (context.Request.Cookies[name] is not { Length: CookieChars } cookie)
        {
            cookie = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CookieBytes));
            context.Response.Cookies.Append(name, cookie, PanelCookie.Options());
        }

        return TokenOf(cookie);
    }

    /// <summary>Whether the form came from our own page in this browser.</summary>
    public bool IsOwn(HttpContext context, string device, string token) =>
        context.Request.Cookies[Name(device)] is { Length: CookieChars } cookie && PanelCookie.Same(TokenOf(cookie), token);

    private static string Name(string device) => PanelCookie.Name(device) + "-login";

    private string TokenOf(string cookie) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(cookie)));
}
