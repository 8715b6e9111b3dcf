//! Parquet: rows as columns, for DuckDB, pandas and Arrow. Uncompressed, so that no codec is needed;
//! one row group a file. Lists are of Parquet's three levels, words are UTF-8 strings.

use super::json::Value;
use super::rows::{Column, Kind, Sheet};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// Rows as the bytes of a Parquet file.
///
/// # Errors
/// What the library says when a value does not fit its column, which would be a fault of ours.
pub fn file(sheet: &Sheet, program: &str) -> Result<Vec<u8>> {
    let fields = sheet.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder("entente").with_fields(fields).build()?);
    let properties = Arc::new(WriterProperties::builder().set_created_by(program.to_owned()).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (i, (_, kind)) in sheet.columns.iter().enumerate() {
        let Some(mut column) = group.next_column()? else { break };
        let values: Vec<&Value> =
            sheet.rows.iter().map(|row| row.get(i).unwrap_or(&Value::Nothing)).collect();
        write(*kind, &values, &mut column)?;
        column.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

fn field(&(name, kind): &Column) -> Result<TypePtr> {
    let primitive = |name: &str, physical, repetition| {
        let text = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(text)
            .build()
            .map(Arc::new)
    };
    Ok(match kind {
        Kind::Text => primitive(name, Physical::BYTE_ARRAY, Repetition::OPTIONAL)?,
        Kind::Whole => primitive(name, Physical::INT64, Repetition::OPTIONAL)?,
        Kind::Number => primitive(name, Physical::DOUBLE, Repetition::OPTIONAL)?,
        Kind::List => {
            let element = primitive("element", Physical::BYTE_ARRAY, Repetition::REQUIRED)?;
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![element])
                .build()?;
            Arc::new(
                Type::group_type_builder(name)
                    .with_repetition(Repetition::REQUIRED)
                    .with_logical_type(Some(LogicalType::List))
                    .with_fields(vec![Arc::new(list)])
                    .build()?,
            )
        }
    })
}

fn write(kind: Kind, values: &[&Value], column: &mut SerializedColumnWriter<'_>) -> Result<()> {
    let told: Vec<i16> = values.iter().map(|v| i16::from(**v != Value::Nothing)).collect();
    let numbers = || {
        values.iter().filter_map(|v| match v {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    };
    match kind {
        Kind::Text => {
            let texts = values.iter().filter_map(|v| match v {
                Value::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            });
            let texts: Vec<ByteArray> = texts.collect();
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&told), None)?;
        }
        Kind::Whole => {
            let numbers: Vec<i64> = numbers().map(|n| n as i64).collect();
            column.typed::<Int64Type>().write_batch(&numbers, Some(&told), None)?;
        }
        Kind::Number => {
            let numbers: Vec<f64> = numbers().collect();
            column.typed::<DoubleType>().write_batch(&numbers, Some(&told), None)?;
        }
        Kind::List => {
            // A row without words is an empty list: level 0; a word is level 1, repeated after the first.
            let (mut texts, mut levels, mut again) = (Vec::new(), Vec::new(), Vec::new());
            for value in values {
                let list: &[String] = if let Value::List(list) = value { list } else { &[] };
                if list.is_empty() {
                    levels.push(0);
                    again.push(0);
                }
                for (i, text) in list.iter().enumerate() {
                    texts.push(ByteArray::from(text.as_str()));
                    levels.push(1);
                    again.push(i16::from(i > 0));
                }
            }
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), Some(&again))?;
        }
    }
    Ok(())
}
