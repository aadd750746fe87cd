using System.Reflection.Metadata;

namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>Reads the values of <see cref="AttributeUsageAttribute"/>, whose only type is an enum of 32 bits.</summary>
internal sealed class UsageValues : ICustomAttributeTypeProvider<string>
{
    public static readonly UsageValues Instance = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => SignatureNames.NameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => SignatureNames.NameOf(reader, handle);

    public string GetTypeFromSerializedName(string name) => name;

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == "System.Type";
}
