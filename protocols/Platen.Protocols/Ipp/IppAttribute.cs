using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>A named attribute with its values (RFC 8010 section 3.1.4).</summary>
public sealed class IppAttribute
{
    /// <summary>Makes an attribute of one or more values.</summary>
    /// <param name="name">The attribute's keyword, such as <c>job-name</c>.</param>
    /// <param name="values">At least one value.</param>
    /// <exception cref="ArgumentException">The name is empty, or there is no value.</exception>
    public IppAttribute(string name, ImmutableArray<IppValue> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (values.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"attribute {name} has no value; give it the out-of-band no-value instead", nameof(values));
        }

        Name = name;
        Values = values;
    }

    /// <summary>The attribute's keyword.</summary>
    public string Name { get; }

    /// <summary>The values in their order, at least one.</summary>
    public ImmutableArray<IppValue> Values { get; }

    /// <summary>The first value.</summary>
    public IppValue Value => Values[0];

    /// <summary>The characters of the first value, or null if it is of another kind.</summary>
    public string? AsString() => AsString(Values[0]);

    /// <summary>The number of the first value (integer or enum), or null if it is of another kind.</summary>
    public int? AsInteger() => (Values[0] as IppIntegerValue)?.Number;

    /// <summary>The first value as a boolean, or null if it is of another kind.</summary>
    public bool? AsBoolean() => (Values[0] as IppBooleanValue)?.IsTrue;

    /// <summary>The characters of all values that are strings, in their order.</summary>
    public IEnumerable<string> AsStrings()
    {
        foreach (var value in Values)
        {
            if (AsString(value) is { } text)
            {
                yield return text;
            }
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} ({Values.Length} values, {Values[0].Tag})";

    private static string? AsString(IppValue value) => value switch
    {
        IppStringValue text => text.Text,
        IppLocalizedStringValue text => text.Text,
        _ => null,
    };
}
