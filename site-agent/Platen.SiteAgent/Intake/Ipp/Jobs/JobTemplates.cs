using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Google.Protobuf;
using Platen.Protocols.Ipp;
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

    private const int RangesMax = 64;

    private static readonly IppHeader Header = new(IppVersion.V20, 0, 1);

    private static readonly FrozenDictionary<string, Func<IppAttribute, PrinterTraits, string?, bool>> Checks =
        new Dictionary<string, Func<IppAttribute, PrinterTraits, string?, bool>>(StringComparer.Ordinal)
        {
            [IppNames.Copies] = (attribute, _, _) => attribute.AsInteger() is >= 1 and <= PrinterTemplates.CopiesMax,
            [IppNames.Sides] = (attribute, traits, _) => IsWord(attribute, PrinterTemplates.SidesOf(traits)),
            [IppNames.Media] = (attribute, _, _) => attribute.AsString() is { } name && PrinterMedia.IsKnown(name),
            [IppNames.MediaCol] = (attribute, _, _) => attribute.Value is IppCollectionValue,
            [IppNames.PrintColorMode] = (attribute, traits, _) => IsWord(attribute, PrinterTemplates.ColourModesOf(traits)),
            [IppNames.PrintQuality] = (attribute, _, _) => attribute.AsInteger() is >= 3 and <= 5,
            [IppNames.PrinterResolution] = (attribute, _, _) => attribute.Value is IppResolutionValue { CrossFeed: 300 or 600, Unit: IppResolutionUnit.DotsPerInch },
            [IppNames.OrientationRequested] = (attribute, _, _) => attribute.AsInteger() is >= 3 and <= 6,
            [IppNames.Finishings] = (attribute, _, _) => attribute.Values.All(value => value is IppIntegerValue { Number: 3 }),
            [IppNames.OutputBin] = (attribute, _, _) => IsWord(attribute, "face-down"),
            [IppNames.PageRanges] = (attribute, _, format) => DocumentFormats.HasPageRanges(format) && AreRanges(attribute),
            [IppNames.JobHoldUntil] = (attribute, _, _) => IsWord(attribute, "no-hold", "indefinite"),
            [IppNames.JobSheets] = (attribute, _, _) => IsWord(attribute, "none"),
            ["multiple-document-handling"] = (attribute, _, _) => IsWord(attribute, "separate-documents-collated-copies"),
            ["print-content-optimize"] = (attribute, _, _) => IsWord(attribute, "auto"),
            ["print-rendering-intent"] = (attribute, _, _) => IsWord(attribute, "auto"),
            ["print-scaling"] = (attribute, _, _) => IsWord(attribute, "auto", "fit", "none"),
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
        ImmutableArray<IppAttribute> kept = [.. attributes.Where(attribute => attribute.Name is not (IppNames.Copies or IppNames.JobHoldUntil))];
        return kept.IsEmpty ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(IppWriter.ToArray(new IppMessage(Header, [new IppAttributeGroup(IppTag.JobAttributes, kept)])));
    }

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
            if (value is not IppRangeValue range || range.Lower <= last || range.Upper < range.Lower)
            {
                return false;
            }

            last = range.Upper;
        }

        return attribute.Values.Length <= RangesMax;
    }
}
