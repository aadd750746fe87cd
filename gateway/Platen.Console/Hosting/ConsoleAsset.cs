using Microsoft.AspNetCore.Http;

namespace Platen.Console.Hosting;

/// <summary>A file for browsers, plain and packed.</summary>
internal sealed class ConsoleAsset(string mediaType, byte[] bytes, byte[] gzip) : IResult
{
    public byte[] Bytes => bytes;

    public async Task ExecuteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = mediaType;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var body = bytes;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "gzip";
            body = gzip;
        }

        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
