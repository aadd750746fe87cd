using Platen.TestKit.Samples;

namespace Platen.Architecture.Tests.Wire;

/// <summary>Hosts log messages as text when something goes wrong with them: no secret may be in that text. Mutant: take a message's own ToString away.</summary>
public sealed class SecretTextTests
{
    private static readonly string[] Secrets = ["Password", "Pin", "Token", "CardNumber"];

    public static TheoryData<Type> Messages => [.. GrainContract.Messages.Where(static type => SecretsOf(type).Any())];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_AsText_HoldsNoSecret(Type type)
    {
        var message = new SampleValues().Of(type);
        var text = message.ToString()!;
        foreach (var property in SecretsOf(type))
        {
            text.ShouldNotContain((string)property.GetValue(message)!, Case.Sensitive, $"{type.Name}.{property.Name}");
        }
    }

    [Fact]
    public void Messages_WithSecrets_AreFound() => Messages.Count.ShouldBeGreaterThan(5);

    private static IEnumerable<System.Reflection.PropertyInfo> SecretsOf(Type type) =>
        GrainContract.PropertiesOf(type).Where(static property => property.PropertyType == typeof(string) && Secrets.Contains(property.Name, StringComparer.Ordinal));
}
