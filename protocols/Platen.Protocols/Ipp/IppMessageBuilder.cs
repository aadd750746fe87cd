using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>Builds a request or a response, attribute by attribute in the order of the calls. Not safe for use by many threads; use one per message.</summary>
public sealed class IppMessageBuilder
{
    private readonly IppHeader _header;
    private readonly ImmutableArray<IppAttributeGroup>.Builder _groups = ImmutableArray.CreateBuilder<IppAttributeGroup>();
    private readonly ImmutableArray<IppAttribute>.Builder _attributes = ImmutableArray.CreateBuilder<IppAttribute>();
    private IppTag _open = IppTag.OperationAttributes;

    private IppMessageBuilder(IppHeader header, string language)
    {
        // RFC 8011 section 4.1.4.1: these two first, in this order, in every request and response.
        _header = header;
        Charset(IppNames.AttributesCharset, "utf-8");
        Language(IppNames.AttributesNaturalLanguage, language);
    }

    /// <summary>Begins a request; attributes-charset and attributes-natural-language are there already.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="requestId">From <see cref="IppRequestIds"/>.</param>
    /// <param name="version">IPP/1.1 unless told otherwise.</param>
    /// <param name="language">attributes-natural-language.</param>
    public static IppMessageBuilder Request(IppOperation operation, int requestId, IppVersion? version = null, string language = "en") =>
        new(new IppHeader(version ?? IppVersion.V11, (ushort)operation, requestId), language);

    /// <summary>Begins the answer to <paramref name="request"/>, with its version and request-id.</summary>
    /// <param name="request">Header of what is answered; known even when the rest was malformed.</param>
    /// <param name="status">The status-code.</param>
    /// <param name="message">A status-message for people, of at most 255 octets; longer ones are cut.</param>
    public static IppMessageBuilder Response(IppHeader request, IppStatus status, string? message = null)
    {
        // An unknown version is answered in one that every client reads (RFC 8011 section 4.1.8).
        var version = request.Version.Major is 1 or 2 ? request.Version : IppVersion.V11;
        var builder = new IppMessageBuilder(new IppHeader(version, (ushort)status, request.RequestId), "en");
        return message is null ? builder : builder.Text(IppNames.StatusMessage, Utf8Text.Cut(message, IppTextLengths.StatusMessageBytesMax));
    }

    /// <summary>Begins another group; what is added next goes into it.</summary>
    public IppMessageBuilder Group(IppTag tag)
    {
        Close();
        _open = tag;
        return this;
    }

    /// <summary>Adds a whole group that exists already.</summary>
    public IppMessageBuilder Group(IppAttributeGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Group(group.Tag);
        _attributes.AddRange(group.Attributes);
        return this;
    }

    /// <summary>Adds an attribute that exists already.</summary>
    public IppMessageBuilder Add(IppAttribute attribute)
    {
        _attributes.Add(attribute);
        return this;
    }

    /// <summary>Adds an attribute of any values.</summary>
    public IppMessageBuilder Add(string name, params ReadOnlySpan<IppValue> values) => Add(new IppAttribute(name, [.. values]));

    /// <summary>Adds an attribute of one or more keywords.</summary>
    public IppMessageBuilder Keyword(string name, params ReadOnlySpan<string> keywords) => Strings(IppTag.Keyword, name, keywords);

    /// <summary>Adds an attribute of one or more URIs.</summary>
    public IppMessageBuilder Uri(string name, params ReadOnlySpan<string> uris) => Strings(IppTag.Uri, name, uris);

    /// <summary>Adds an attribute of one or more texts.</summary>
    public IppMessageBuilder Text(string name, params ReadOnlySpan<string> texts) => Strings(IppTag.TextWithoutLanguage, name, texts);

    /// <summary>Adds an attribute of one or more names.</summary>
    public IppMessageBuilder Name(string name, params ReadOnlySpan<string> names) => Strings(IppTag.NameWithoutLanguage, name, names);

    /// <summary>Adds an attribute of one or more MIME media types.</summary>
    public IppMessageBuilder Mime(string name, params ReadOnlySpan<string> types) => Strings(IppTag.MimeMediaType, name, types);

    /// <summary>Adds an attribute of one or more charset names.</summary>
    public IppMessageBuilder Charset(string name, params ReadOnlySpan<string> charsets) => Strings(IppTag.Charset, name, charsets);

    /// <summary>Adds an attribute of one or more natural languages.</summary>
    public IppMessageBuilder Language(string name, params ReadOnlySpan<string> languages) => Strings(IppTag.NaturalLanguage, name, languages);

    /// <summary>Adds an attribute of one or more integers.</summary>
    public IppMessageBuilder Integer(string name, params ReadOnlySpan<int> numbers) => Integers(IppTag.Integer, name, numbers);

    /// <summary>Adds an attribute of one or more enum values.</summary>
    public IppMessageBuilder Enum(string name, params ReadOnlySpan<int> numbers) => Integers(IppTag.Enum, name, numbers);

    /// <summary>Adds an attribute of one boolean.</summary>
    public IppMessageBuilder Boolean(string name, bool isTrue) => Add(name, isTrue ? IppBooleanValue.True : IppBooleanValue.False);

    /// <summary>Adds an attribute of one range.</summary>
    public IppMessageBuilder Range(string name, int lower, int upper) => Add(name, new IppRangeValue(lower, upper));

    /// <summary>Adds an attribute of one moment.</summary>
    public IppMessageBuilder DateTime(string name, DateTimeOffset moment) => Add(name, new IppDateTimeValue(moment));

    /// <summary>Adds an attribute of one collection.</summary>
    public IppMessageBuilder Collection(string name, params ReadOnlySpan<IppAttribute> members) => Add(name, new IppCollectionValue([.. members]));

    /// <summary>Adds an attribute that has no value.</summary>
    public IppMessageBuilder NoValue(string name) => Add(name, new IppOutOfBandValue(IppTag.NoValue));

    /// <summary>The message as built so far.</summary>
    public IppMessage Build()
    {
        Close();
        _open = IppTag.Unspecified;
        return new IppMessage(_header, _groups.ToImmutable());
    }

    private IppMessageBuilder Strings(IppTag tag, string name, ReadOnlySpan<string> texts)
    {
        var values = ImmutableArray.CreateBuilder<IppValue>(texts.Length);
        foreach (var text in texts)
        {
            values.Add(new IppStringValue(tag, text));
        }

        return Add(new IppAttribute(name, values.MoveToImmutable()));
    }

    private IppMessageBuilder Integers(IppTag tag, string name, ReadOnlySpan<int> numbers)
    {
        var values = ImmutableArray.CreateBuilder<IppValue>(numbers.Length);
        foreach (var number in numbers)
        {
            values.Add(new IppIntegerValue(tag, number));
        }

        return Add(new IppAttribute(name, values.MoveToImmutable()));
    }

    private void Close()
    {
        if (_open != IppTag.Unspecified)
        {
            _groups.Add(new IppAttributeGroup(_open, _attributes.DrainToImmutable()));
        }
    }
}
