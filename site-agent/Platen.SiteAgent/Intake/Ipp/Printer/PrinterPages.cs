using System.Net;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What a queue shows to a browser: <c>printer-more-info</c> and <c>printer-icons</c>.</summary>
internal static class PrinterPages
{
    /// <summary>Where the icon is.</summary>
    public const string IconPath = "/ipp/icon.png";

    private static readonly byte[] Icon = ReadIcon();

    public static async Task WriteIconAsync(HttpContext http)
    {
        http.Response.ContentType = "image/png";
        http.Response.ContentLength = Icon.Length;
        http.Response.Headers.CacheControl = "public, max-age=86400";
        await http.Response.Body.WriteAsync(Icon, http.RequestAborted);
    }

    /// <summary>A page about the queue; null: there is no such queue.</summary>
    public static async Task WritePageAsync(HttpContext http, ReplicaQueue? queue, string site)
    {
        http.Response.StatusCode = queue is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var title = WebUtility.HtmlEncode(queue is null ? "No such queue" : queue.Name.Length > 0 ? queue.Name : queue.QueueId);
        var text = queue is null
            ? "There is no such print queue here; its name is the last part of the address."
            : $"This is an IPP printer{(site.Length > 0 ? " at " + WebUtility.HtmlEncode(site) : "")}. Add it to your computer or telephone as a printer with this address.";
        await http.Response.WriteAsync($"<!DOCTYPE html>\n<html lang=\"en\"><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>\n", http.RequestAborted);
    }

    private static byte[] ReadIcon()
    {
        using var resource = typeof(PrinterPages).Assembly.GetManifestResourceStream("Platen.SiteAgent.Intake.Ipp.Printer.icon.png")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
