using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>What the operations that carry documents have in common.</summary>
internal static class IppDocument
{
    private const int CopiesMax = 9_999;

    /// <summary>Checks what the client says about the document; null: it can be taken.</summary>
    public static IppMessage? CheckAttributes(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        if (operation.GetString(IppNames.Compression) is { } compression && compression != "none")
        {
            return call.Refuse(IppStatus.CompressionNotSupported, $"compression '{compression}' is not supported: send the document as it is (none).");
        }

        var copies = JobTemplate(call)?.GetInteger(IppNames.Copies);
        return copies is < 1 or > CopiesMax
            ? call.Answer(IppStatus.AttributesOrValuesNotSupported, $"copies must be 1 to {CopiesMax}.").Group(IppTag.UnsupportedAttributes).Integer(IppNames.Copies, copies.Value).Build()
            : null;
    }

    /// <summary>The claims that come with a job.</summary>
    public static JobClaims Claims(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        var title = operation.GetString(IppNames.JobName) ?? operation.GetString(IppNames.DocumentName) ?? "";
        var template = JobTemplate(call);
        var sides = template?.GetString(IppNames.Sides) switch
        {
            "one-sided" => Sides.OneSided,
            "two-sided-long-edge" => Sides.TwoSidedLongEdge,
            "two-sided-short-edge" => Sides.TwoSidedShortEdge,
            _ => Sides.Unspecified,
        };
        return new JobClaims(call.ClaimedUser, title, template?.GetInteger(IppNames.Copies), sides);
    }

    /// <summary>Reads the document data into the reception; false: it was refused on the way.</summary>
    public static async ValueTask<bool> PumpAsync(IppCall call, JobReception reception)
    {
        while (true)
        {
            var read = await call.Body.ReadAsync(call.CancellationToken);
            if (!read.Buffer.IsEmpty && !await reception.AppendAsync(read.Buffer, call.CancellationToken))
            {
                call.Body.AdvanceTo(read.Buffer.End);
                return false;
            }

            call.Body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return true;
            }
        }
    }

    private static IppAttributeGroup? JobTemplate(IppCall call) => call.Request.Find(IppTag.JobAttributes);
}
