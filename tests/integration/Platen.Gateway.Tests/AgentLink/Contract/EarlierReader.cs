using System.Globalization;
using Google.Protobuf;

namespace Platen.Gateway.Tests.AgentLink.Contract;

/// <summary>
/// Reads a message as a program of the version before does: by that version's list of fields alone, passing over every number that it does not know. Not made of today's generated code, so that it proves what that version would see.
/// </summary>
internal sealed class EarlierReader
{
    private readonly Dictionary<(string Message, int Number), (string Name, string Type)> _fields = [];

    /// <param name="fields">Lines as <see cref="LinkContract.Fields"/> makes them.</param>
    public EarlierReader(IEnumerable<string> fields)
    {
        foreach (var parts in fields.Select(line => line.Split(' ')).Where(parts => parts.Length == 5))
        {
            _fields.Add((parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)), (parts[2], parts[4]));
        }
    }

    /// <summary>How many fields were passed over by the last <see cref="Read"/>.</summary>
    public int Unknown { get; private set; }

    /// <summary>What the version before understands of it: a line for each value, its path before it.</summary>
    public IReadOnlyList<string> Read(string message, byte[] bytes)
    {
        Unknown = 0;
        var lines = new List<string>();
        Read(message, bytes, message, lines);
        return lines;
    }

    private void Read(string message, byte[] bytes, string path, List<string> lines)
    {
        var input = new CodedInputStream(bytes);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!_fields.TryGetValue((message, WireFormat.GetTagFieldNumber(tag)), out var field))
            {
                Unknown++;
                input.SkipLastField();
                continue;
            }

            ReadField(input, WireFormat.GetTagWireType(tag), field.Type, $"{path}.{field.Name}", lines);
        }
    }

    private void ReadField(CodedInputStream input, WireFormat.WireType wire, string type, string path, List<string> lines)
    {
        if (wire == WireFormat.WireType.Varint)
        {
            lines.Add($"{path} = {input.ReadUInt64()}");
        }
        else if (_fields.Keys.Any(field => field.Message == type))
        {
            lines.Add($"{path} = {{");
            Read(type, input.ReadBytes().ToByteArray(), path, lines);
        }
        else
        {
            lines.Add($"{path} = {input.ReadBytes().ToBase64()}");
        }
    }
}
