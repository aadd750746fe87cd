using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Printer-Supported-Values (RFC 3380, 4.3): which values may be set. Queues are set up in the console, so each known attribute is <c>not-settable</c>, and unknown ones are named as unsupported.</summary>
internal sealed class GetPrinterSupportedValuesOperation(IppPrinterDescription description) : IIppOperation
{
    public IppOperation Code => IppOperation.GetPrinterSupportedValues;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (call.Request.OperationAttributes.Find(IppNames.RequestedAttributes) is not { } asked)
        {
            return ValueTask.FromResult(call.Answer(IppStatus.Ok).Group(IppTag.PrinterAttributes).Build());
        }

        var wanted = RequestedAttributes.Read(call.Request, RequestedAttributes.All);
        var known = description.AddTo(call.Answer(IppStatus.Ok).Group(IppTag.PrinterAttributes), call, wanted).Build().Find(IppTag.PrinterAttributes)!.Attributes.Select(attribute => attribute.Name).ToHashSet(StringComparer.Ordinal);
        var isGroup = new HashSet<string>(StringComparer.Ordinal) { "all", "job-template", "printer-description", "printer-defaults" };
        var unknown = asked.AsStrings().Where(name => !known.Contains(name) && !isGroup.Contains(name)).Distinct(StringComparer.Ordinal).ToArray();
        var answer = unknown.Length == 0
            ? call.Answer(IppStatus.Ok)
            : call.Answer(IppStatus.OkIgnoredOrSubstitutedAttributes, "Some attributes are not known.").Group(IppTag.UnsupportedAttributes).Keyword(IppNames.RequestedAttributes, unknown);
        answer.Group(IppTag.PrinterAttributes);
        foreach (var name in known.Order(StringComparer.Ordinal))
        {
            answer.Add(name, new IppOutOfBandValue(IppTag.NotSettable));
        }

        return ValueTask.FromResult(answer.Build());
    }
}
