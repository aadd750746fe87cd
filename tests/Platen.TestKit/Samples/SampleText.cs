using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Platen.TestKit.Samples;

/// <summary>Writes a value with all its members as text, so that two values can be compared member by member, collections included.</summary>
public static class SampleText
{
    /// <summary>The value as text: its type, and each member on a line.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, string path)
    {
        switch (value)
        {
            case null or string or bool or Enum or Guid or TimeSpan or IFormattable:
                text.Append(path).Append(" = ").Append(value is DateTimeOffset at ? at.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null").Append('\n');
                break;
            case IEnumerable items:
                WriteItems(text, items, path);
                break;
            default:
                WriteMembers(text, value, path);
                break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items, string path)
    {
        var i = 0;
        foreach (var item in items)
        {
            Write(text, item, $"{path}[{i++}]");
        }

        text.Append(path).Append(": ").Append(i).Append(" items\n");
    }

    private static void WriteMembers(StringBuilder text, object value, string path)
    {
        text.Append(path).Append(": ").Append(value.GetType().Name).Append('\n');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0 && property.PropertyType != value.GetType()))
        {
            Write(text, property.GetValue(value), $"{path}.{property.Name}");
        }
    }
}
