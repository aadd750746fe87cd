using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.Protocols.Pjl;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Delivery.Pjl;

/// <summary>The PJL around a document: a job name that nobody else has, the reports switched on, and the finishing options in PJL's words, which hold for this job alone.</summary>
internal sealed class PjlWrap
{
    private readonly PjlJobWrapper _wrapper;

    public PjlWrap(ReleaseId release, FinishingOptions finishing)
    {
        JobName = $"platen {release}";
        _wrapper = new PjlJobWrapper { Name = JobName, Settings = SettingsOf(finishing) };
    }

    public string JobName { get; }

    public ReadOnlyMemory<byte> Start => Bytes(_wrapper.WriteStart);

    public ReadOnlyMemory<byte> End => Bytes(_wrapper.WriteEnd);

    // QTY is collated copies of the whole job; COPIES would be of each page, and most drivers' own settings override it
    private static ImmutableArray<PjlSetting> SettingsOf(FinishingOptions finishing)
    {
        var settings = ImmutableArray.CreateBuilder<PjlSetting>();
        if (finishing.Copies is { } copies)
        {
            settings.Add(new PjlSetting("QTY", copies.ToString(CultureInfo.InvariantCulture)));
        }

        if (finishing.Sides != Sides.Unspecified)
        {
            settings.Add(new PjlSetting("DUPLEX", finishing.Sides == Sides.OneSided ? "OFF" : "ON"));
        }

        if (finishing.Sides is Sides.TwoSidedLongEdge or Sides.TwoSidedShortEdge)
        {
            settings.Add(new PjlSetting("BINDING", finishing.Sides == Sides.TwoSidedLongEdge ? "LONGEDGE" : "SHORTEDGE"));
        }

        if (finishing.Monochrome)
        {
            settings.Add(new PjlSetting("RENDERMODE", "GRAYSCALE"));
        }

        foreach (var asked in finishing.Others.Where(asked => !(finishing.Monochrome && asked.Name == IppNames.PrintColorMode)))
        {
            settings.AddRange(PjlAsked.Of(asked));
        }

        return settings.ToImmutable();
    }

    private static ReadOnlyMemory<byte> Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenMemory;
    }
}
