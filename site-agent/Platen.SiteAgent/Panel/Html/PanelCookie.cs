using System.Security.Cryptography;
using System.Text;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The session's cookie: for this host only, over TLS only, out of scripts' reach, and never sent along from another page.</summary>
internal static class PanelCookie
{
    /// <summary>One name a device, so that one browser can show several panels.</summary>
    public static string Name(string device) => "__Host-panel-" + device;

    public static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    /// <summary>Compares secrets without telling by the time how far they agree.</summary>
    public static bool Same(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
