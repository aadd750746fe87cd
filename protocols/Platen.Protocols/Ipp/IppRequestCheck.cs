namespace Platen.Protocols.Ipp;

/// <summary>What every server checks before it looks at the operation (RFC 8011 sections 4.1.1 to 4.1.8).</summary>
/// <param name="Status"><see cref="IppStatus.Ok"/>, or what to answer.</param>
/// <param name="Detail">Null, or a status-message that names what is wrong.</param>
public readonly record struct IppRequestCheck(IppStatus Status, string? Detail)
{
    private static readonly IppRequestCheck s_ok = new(IppStatus.Ok, Detail: null);

    /// <summary>Whether the request may go on to its operation.</summary>
    public bool IsOk => Status == IppStatus.Ok;

    /// <summary>Checks version, request-id, the two first attributes, the order of the groups, and that no attribute stands twice in a group.</summary>
    public static IppRequestCheck Of(IppMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Version.Major is not (1 or 2))
        {
            return new(IppStatus.VersionNotSupported, $"IPP/{request.Version} is not supported; use 1.1 or 2.x");
        }

        if (request.RequestId <= 0)
        {
            return Bad("request-id must be 1 or more");
        }

        if (request.Groups.IsEmpty || request.Groups[0].Tag != IppTag.OperationAttributes)
        {
            return Bad("the first group must be the operation attributes");
        }

        var opening = CheckOpening(request.Groups[0]);
        return opening.IsOk ? CheckGroups(request) : opening;
    }

    private static IppRequestCheck CheckOpening(IppAttributeGroup operation)
    {
        var attributes = operation.Attributes;
        if (attributes.Length < 2 || attributes[0] is not { Name: IppNames.AttributesCharset, Value.Tag: IppTag.Charset })
        {
            return Bad("the first attribute must be attributes-charset");
        }

        if (attributes[1] is not { Name: IppNames.AttributesNaturalLanguage, Value.Tag: IppTag.NaturalLanguage })
        {
            return Bad("the second attribute must be attributes-natural-language");
        }

        var charset = attributes[0].AsString();
        return string.Equals(charset, "utf-8", StringComparison.OrdinalIgnoreCase) || string.Equals(charset, "us-ascii", StringComparison.OrdinalIgnoreCase)
            ? s_ok
            : new(IppStatus.CharsetNotSupported, "attributes-charset must be utf-8 or us-ascii");
    }

    private static IppRequestCheck CheckGroups(IppMessage request)
    {
        var last = IppTag.Unspecified;
        foreach (var group in request.Groups)
        {
            if (group.Tag < last || (group.Tag == last && last == IppTag.OperationAttributes))
            {
                return Bad("the attribute groups are out of order");
            }

            if (FindTwice(group) is { } name)
            {
                return Bad($"attribute {name} stands twice in a group");
            }

            last = group.Tag;
        }

        return s_ok;
    }

    private static string? FindTwice(IppAttributeGroup group)
    {
        var seen = new HashSet<string>(group.Attributes.Length, StringComparer.Ordinal);
        foreach (var attribute in group.Attributes)
        {
            if (!seen.Add(attribute.Name))
            {
                return attribute.Name;
            }
        }

        return null;
    }

    private static IppRequestCheck Bad(string detail) => new(IppStatus.BadRequest, detail);
}
