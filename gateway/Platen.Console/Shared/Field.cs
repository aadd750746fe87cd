namespace Platen.Console.Shared;

/// <summary>A field of a form, for the partial that draws label, input, hint and error in one way everywhere.</summary>
/// <param name="Form">The form's values and errors.</param>
/// <param name="Name">The field's name.</param>
/// <param name="Label">Its label.</param>
public sealed record Field(FormState Form, string Name, string Label)
{
    /// <summary>The input's type.</summary>
    public string Type { get; init; } = "text";

    /// <summary>A line below the field.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>The <c>autocomplete</c> word; password managers need it.</summary>
    public string Autocomplete { get; init; } = "off";

    /// <summary>Choices; with them it is a list to choose from.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];

    /// <summary>Whether it cannot be changed.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The element's id.</summary>
    public string Id => "f-" + Name.Replace('/', '-');
}
