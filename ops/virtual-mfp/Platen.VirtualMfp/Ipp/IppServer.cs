using System.IO.Pipelines;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Ipp;

/// <summary>IPP over HTTP (RFC 8010 section 4): one POST, one request, one response.</summary>
internal sealed class IppServer(MfpDevice device, IppOperations operations)
{
    private const string MediaType = "application/ipp";

    internal async Task HandleAsync(HttpContext context)
    {
        if (device.IsRefusing)
        {
            context.Abort();
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            await AnswerAsync(context);
        }
        catch (ConnectionCutException)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        IppMessage response;
        try
        {
            if (await ReadAsync(context.Request.BodyReader, context.RequestAborted) is not { } request)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var scheme = context.Request.IsHttps ? "ipps" : "ipp";
            var call = new IppCall(request, context.Request.BodyReader, new Uri($"{scheme}://{context.Request.Host}/ipp/print"), context.RequestAborted);
            response = await operations.RunAsync(call);
        }
        catch (IppFormatException e)
        {
            response = IppMessageBuilder.Response(e.Header, e.Status, e.Message).Build();
        }

        context.Response.ContentType = MediaType;
        var octets = IppWriter.ToArray(response);
        context.Response.ContentLength = octets.Length;
        await context.Response.Body.WriteAsync(octets, context.RequestAborted);
    }

    /// <summary>The request, with the document left in the reader; null when the body ends before it.</summary>
    private static async Task<IppMessage?> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (IppReader.TryRead(read.Buffer, IppLimits.Request, out var message, out var consumed, out var examined))
            {
                body.AdvanceTo(consumed);
                return message;
            }

            body.AdvanceTo(consumed, examined);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }
}
