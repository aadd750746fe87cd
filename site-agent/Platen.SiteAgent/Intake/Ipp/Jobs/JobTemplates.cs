using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Google.Protobuf;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>
/// Job template attributes (RFC 8011, 5.2): which a queue knows, which values it takes, and how they are kept with a job. What is not known is told, and ignored or refused as the client wants it
/// (<c>ipp-attribute-fidelity</c>).
/// </summary>
internal static class JobTemplates
{
    /// <summary>The longest template that is kept with a job, in octets.</summary>
    public const int BytesMax = 4096;

    private static readonly IppHeader Header = new(IppVersion.V20, 0, 1);

    private static readonly FrozenDictionary<string, Func<IppAttribute, PrinterTraits, string?, bool>> Checks =
        new Dictionary<string, Func<IppAttribute, PrinterTraits, string?, bool>>(StringComparer.Ordinal)
        {
            [IppNames.Copies] = (attribute, _, _) => attribute.AsInteger() is >= 1 and <= PrinterTemplates.CopiesMax,
            [IppNames.Sides] = (attribute, traits, format) => IsWord(attribute, PrinterTemplates.SidesOf(traits, format)),
            [IppNames.Media] = (attribute, _, _) => attribute.AsString() is { } name && PrinterMedia.IsKnown(name),
            [IppNames.MediaCol] = (attribute, _, _) => attribute.Values is [IppCollectionValue media] && PrinterMedia.IsKnown(media),
            [IppNames.PrintColorMode] = (attribute, traits, format) => IsWord(attribute, PrinterTemplates.ColourModesOf(traits, format)),
            [IppNames.PrintQuality] = (attribute, traits, _) => attribute.AsInteger() is { } quality && PrinterTemplates.QualitiesOf(traits).Contains(quality),
            [IppNames.PrinterResolution] = (attribute, traits, format) => attribute.Value is IppResolutionValue { Unit: IppResolutionUnit.DotsPerInch } dots && PrinterTemplates.ResolutionsOf(traits, format).Contains(dots.CrossFeed),
            [IppNames.OrientationRequested] = (attribute, traits, _) => attribute.AsInteger() is { } orientation && PrinterTemplates.OrientationsOf(traits).Contains(orientation),
            [IppNames.Finishings] = (attribute, _, _) => attribute.Values.All(value => value is IppIntegerValue { Number: 3 }),
            [IppNames.OutputBin] = (attribute, _, _) => IsWord(attribute, "face-down"),
            [IppNames.PageRanges] = (attribute, traits, format) => PrinterTemplates.HasPageRanges(traits, format) && AreRanges(attribute),
            [IppNames.JobHoldUntil] = (attribute, _, _) => IsWord(attribute, "no-hold", "indefinite"),
            [IppNames.JobSheets] = (attribute, _, _) => IsWord(attribute, "none"),
            ["multiple-document-handling"] = (attribute, _, _) => IsWord(attribute, "separate-documents-collated-copies"),
            ["print-content-optimize"] = (attribute, _, _) => IsWord(attribute, "auto"),
            ["print-rendering-intent"] = (attribute, _, _) => IsWord(attribute, "auto"),
            ["print-scaling"] = (attribute, traits, _) => IsWord(attribute, PrinterTemplates.ScalingsOf(traits)),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes of the job group that are not templates, but read elsewhere.</summary>
    private static readonly FrozenSet<string> OfOthers = FrozenSet.ToFrozenSet(
        [IppNames.JobAccountId, IppNames.JobAccountingUserId, IppNames.JobName, IppNames.JobPassword, IppNames.JobPasswordEncryption, IppNames.JobReleaseAction], StringComparer.Ordinal);

    /// <summary>All that are known.</summary>
    public static readonly string[] Names = [.. Checks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those that Set-Job-Attributes changes; copies and sides are facts of the journal, and stay as they came.</summary>
    public static readonly string[] Settable = [.. Names.Where(name => name is not (IppNames.Copies or IppNames.Sides))];

    /// <summary>Parts a job's attributes into those that are kept and those that are not supported.</summary>
    public static (ImmutableArray<IppAttribute> Kept, ImmutableArray<IppAttribute> Unsupported) Check(IppAttributeGroup? job, PrinterTraits traits, string? format)
    {
        var kept = ImmutableArray.CreateBuilder<IppAttribute>();
        var unsupported = ImmutableArray.CreateBuilder<IppAttribute>();
        foreach (var attribute in job?.Attributes ?? [])
        {
            if (!Checks.TryGetValue(attribute.Name, out var check))
            {
                if (!OfOthers.Contains(attribute.Name))
                {
                    unsupported.Add(new IppAttribute(attribute.Name, [new IppOutOfBandValue(IppTag.Unsupported)]));
                }
            }
            else if (check(attribute, traits, format))
            {
                kept.Add(attribute);
            }
            else
            {
                unsupported.Add(attribute);
            }
        }

        return (kept.ToImmutable(), unsupported.ToImmutable());
    }

    /// <summary>A template as it is kept with a job; empty when there is nothing in it.</summary>
    public static ByteString Encode(IEnumerable<IppAttribute> attributes)
    {
        ImmutableArray<IppAttribute> kept = [.. attributes.Where(attribute => attribute.Name != IppNames.JobHoldUntil)];
        return kept.IsEmpty ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(IppWriter.ToArray(new IppMessage(Header, [new IppAttributeGroup(IppTag.JobAttributes, kept)])));
    }

    /// <summary>The template of a job whose protocol asks for copies and nothing else; empty when it asks for one.</summary>
    public static ByteString OfCopies(int? copies) =>
        copies is > 1 ? Encode([new IppAttribute(IppNames.Copies, [new IppIntegerValue(IppTag.Integer, Math.Min(copies.Value, PrinterTemplates.CopiesMax))])]) : ByteString.Empty;

    /// <summary>A kept template.</summary>
    public static ImmutableArray<IppAttribute> Decode(ByteString template) =>
        !template.IsEmpty && IppReader.TryRead(new ReadOnlySequence<byte>(template.Memory), IppLimits.Request, out var message, out _, out _)
            ? message.Find(IppTag.JobAttributes)?.Attributes ?? []
            : [];

    private static bool IsWord(IppAttribute attribute, params ReadOnlySpan<string> words) => attribute.Values.Length == 1 && attribute.AsString() is { } word && words.Contains(word);

    private static bool AreRanges(IppAttribute attribute)
    {
        var last = 0;
        foreach (var value in attribute.Values)
        {
            if (value is not IppRangeValue range || range.Lower <= last || range.Upper < range.Lower || range.Lower > PageRanges.PageMax)
            {
                return false;
            }

            last = range.Upper;
        }

        return attribute.Values.Length <= PageRanges.CountMax;
    }
}
