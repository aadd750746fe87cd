using System.Security.Cryptography;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The style sheet: an embedded file whose address carries its hash, so that browsers may keep it for ever.</summary>
internal static class PanelStyle
{
    public const string Route = "/panel/assets/{file}";
    private const string ResourceName = "panel.css";

    private static readonly byte[] Bytes = Load();
    private static readonly string FileName = $"panel-{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..12]}.css";

    public static string Address => "/panel/assets/" + FileName;

    public static IResult Get(string file, HttpContext context)
    {
        SecurityHeaders.Set(context.Response);
        if (file != FileName)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(Bytes, "text/css; charset=utf-8");
    }

    private static byte[] Load()
    {
        using var stream = typeof(PanelStyle).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{ResourceName}'; build it again.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
