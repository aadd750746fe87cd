using System.Buffers;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>What the operations that carry documents have in common: checks of what is said about a document, and its way into the spool.</summary>
internal static class IppDocument
{
    /// <summary>Checks what the client says about the document; null: it can be taken. A document by reference is never fetched.</summary>
    public static IppMessage? Check(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        if (operation.Find(IppNames.Compression) is { } compression && !PrinterAbilities.Compressions.Contains(compression.AsString()))
        {
            return call.Answer(IppStatus.CompressionNotSupported, "This compression is not supported: none, gzip or deflate.").Group(IppTag.UnsupportedAttributes).Add(compression).Build();
        }

        if (operation.Find(IppNames.DocumentFormat) is { } format && !(format.AsString() is { } name && DocumentFormats.IsSupported(name)))
        {
            return call.Answer(IppStatus.DocumentFormatNotSupported, "This document-format is not supported; application/octet-stream lets the printer find out.")
                .Group(IppTag.UnsupportedAttributes).Add(format).Build();
        }

        return null;
    }

    /// <summary>Reads the document data, unpacked if it is compressed, into the reception; null: it is all there, else why it is refused.</summary>
    public static async ValueTask<IppMessage?> PumpAsync(IppCall call, JobReception reception, CompressionLimits limits)
    {
        var compression = call.Request.OperationAttributes.GetString(IppNames.Compression) ?? "none";
        if (compression != "none")
        {
            return await new CompressedDocument(limits).PumpAsync(call, reception, compression);
        }

        while (true)
        {
            var read = await call.Body.ReadAsync(call.CancellationToken);
            if (!read.Buffer.IsEmpty && !await reception.AppendAsync(read.Buffer, call.CancellationToken))
            {
                call.Body.AdvanceTo(read.Buffer.End);
                return call.Refuse(reception.Refusal!);
            }

            call.Body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }
}
