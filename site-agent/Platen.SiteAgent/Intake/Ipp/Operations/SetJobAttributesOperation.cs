using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Set-Job-Attributes (RFC 3380, 4.2): all of the given attributes, or none.</summary>
internal sealed class SetJobAttributesOperation(IppJobs jobs, JobHolding holding) : IIppOperation
{
    public IppOperation Code => IppOperation.SetJobAttributes;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        if (call.Request.Find(IppTag.JobAttributes) is not { Attributes.Length: > 0 } wanted)
        {
            return call.Refuse(IppStatus.BadRequest, "There is no attribute to set.");
        }

        if (wanted.Attributes.Where(attribute => !JobTemplates.Settable.Contains(attribute.Name, StringComparer.Ordinal)).ToArray() is { Length: > 0 } fixedOnes)
        {
            var answer = call.Answer(IppStatus.AttributesNotSettable, "These attributes cannot be set.").Group(IppTag.UnsupportedAttributes);
            return fixedOnes.Aggregate(answer, (builder, attribute) => builder.Add(attribute.Name, new IppOutOfBandValue(IppTag.NotSettable))).Build();
        }

        return await SetAsync(call, job, wanted);
    }

    private async ValueTask<IppMessage> SetAsync(IppCall call, IppJobView job, IppAttributeGroup wanted)
    {
        var removed = wanted.Attributes.Where(attribute => attribute.Value.Tag == IppTag.DeleteAttribute).Select(attribute => attribute.Name).ToHashSet(StringComparer.Ordinal);
        var given = new IppAttributeGroup(IppTag.JobAttributes, [.. wanted.Attributes.Where(attribute => !removed.Contains(attribute.Name))]);
        var (kept, unsupported) = JobTemplates.Check(given, call.Traits, job.Format);
        if (unsupported.Length > 0)
        {
            return call.Refuse("These values are not supported.", unsupported);
        }

        var names = kept.Select(attribute => attribute.Name).Concat(removed).ToHashSet(StringComparer.Ordinal);
        var template = JobTemplates.Encode([.. JobTemplates.Decode(job.Ticket.Template).Where(attribute => !names.Contains(attribute.Name)), .. kept]);
        if (template.Length > JobTemplates.BytesMax)
        {
            return call.Refuse(IppStatus.RequestValueTooLong, $"The job's attributes would have more than {JobTemplates.BytesMax} octets.");
        }

        bool? isHeld = names.Contains(IppNames.JobHoldUntil) ? kept.Any(attribute => attribute.Name == IppNames.JobHoldUntil && attribute.AsString() != "no-hold") : null;
        return await holding.ChangeAsync(job, isHeld, template, call.CancellationToken) is { } obstacle ? call.Refuse(IppStatus.NotPossible, obstacle) : call.Answer(IppStatus.Ok).Build();
    }
}
