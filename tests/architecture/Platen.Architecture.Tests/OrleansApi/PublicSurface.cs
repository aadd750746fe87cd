using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>Reads the public types of an assembly's Orleans namespaces from its metadata, without loading it.</summary>
internal static class PublicSurface
{
    private const MethodAttributes MethodTraits = MethodAttributes.Static | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.MemberAccessMask;
    private const TypeAttributes TypeTraits = TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Sealed;

    public static IReadOnlyDictionary<string, TypeSurface> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return reader.TypeDefinitions.Where(handle => IsPublicOrleans(reader, handle))
            .ToDictionary(handle => SignatureNames.NameOf(reader, handle), handle => Describe(reader, handle), StringComparer.Ordinal);
    }

    private static bool IsPublicOrleans(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => SignatureNames.NameOf(reader, handle).StartsWith("Orleans.", StringComparison.Ordinal),
            TypeAttributes.NestedPublic => IsPublicOrleans(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static TypeSurface Describe(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var bases = BasesOf(reader, type).ToList();
        var kind = $"{type.Attributes & TypeTraits}{(bases.FirstOrDefault() is "System.ValueType" or "System.Enum" ? $" {bases[0]}" : "")} arity {type.GetGenericParameters().Count}";
        var interfaces = type.GetInterfaceImplementations().Select(part => SignatureNames.NameOf(reader, reader.GetInterfaceImplementation(part).Interface));
        IEnumerable<string> members =
        [
            .. type.GetMethods().Select(reader.GetMethodDefinition).Where(static method => IsVisible(method.Attributes & MethodAttributes.MemberAccessMask)).Select(method => MethodText(reader, method)),
            .. type.GetFields().Select(reader.GetFieldDefinition).Where(static field => IsVisible((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask))).Select(field => FieldText(reader, field)),
            .. type.GetProperties().Select(reader.GetPropertyDefinition).Where(property => Has(reader, property.GetCustomAttributes(), "RequiredMemberAttribute")).Select(property => $"required {reader.GetString(property.Name)}"),
            .. type.GetCustomAttributes().Select(reader.GetCustomAttribute).Where(attribute => NameOf(reader, attribute).EndsWith(".AttributeUsageAttribute", StringComparison.Ordinal)).Select(UsageText),
        ];
        return new TypeSurface(kind, bases, interfaces.ToHashSet(StringComparer.Ordinal), members.ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> BasesOf(MetadataReader reader, TypeDefinition type)
    {
        while (!type.BaseType.IsNil)
        {
            yield return SignatureNames.NameOf(reader, type.BaseType);
            if (type.BaseType.Kind != HandleKind.TypeDefinition)
            {
                yield break;
            }

            type = reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType);
        }
    }

    private static bool IsVisible(MethodAttributes access) => access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string MethodText(MetadataReader reader, MethodDefinition method)
    {
        var signature = method.DecodeSignature(SignatureNames.Instance, null);
        var parameters = method.GetParameters().Select(reader.GetParameter).Where(static parameter => parameter.SequenceNumber > 0).ToDictionary(static parameter => parameter.SequenceNumber - 1);
        var arguments = signature.ParameterTypes.Select((type, index) => parameters.TryGetValue(index, out var parameter)
            ? $"{type} {parameter.Attributes & (ParameterAttributes.Out | ParameterAttributes.Optional)} {reader.GetString(parameter.Name)}"
            : type);
        var constraints = method.GetGenericParameters().Select(reader.GetGenericParameter).Select(parameter =>
            $"{parameter.Attributes}:{string.Join("&", parameter.GetConstraints().Select(constraint => SignatureNames.NameOf(reader, reader.GetGenericParameterConstraint(constraint).Type)))}");
        return $"{method.Attributes & MethodTraits} {signature.ReturnType} {reader.GetString(method.Name)}<{string.Join(", ", constraints)}>({string.Join(", ", arguments)})";
    }

    private static string FieldText(MetadataReader reader, FieldDefinition field)
    {
        var value = field.GetDefaultValue() is { IsNil: false } constant ? Convert.ToHexString(reader.GetBlobBytes(reader.GetConstant(constant).Value)) : string.Empty;
        return $"field {field.Attributes & (FieldAttributes.FieldAccessMask | FieldAttributes.Static | FieldAttributes.InitOnly | FieldAttributes.Literal)} {field.DecodeSignature(SignatureNames.Instance, null)} {reader.GetString(field.Name)} = {value}";
    }

    private static bool Has(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) =>
        attributes.Select(reader.GetCustomAttribute).Any(attribute => NameOf(reader, attribute).EndsWith(name, StringComparison.Ordinal));

    private static string NameOf(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference ? SignatureNames.NameOf(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) : string.Empty;

    // the flags are the one positional argument; what else is set is its author's choice of default values
    private static string UsageText(CustomAttribute attribute) => $"usable on {(AttributeTargets)attribute.DecodeValue(UsageValues.Instance).FixedArguments[0].Value!}";
}
